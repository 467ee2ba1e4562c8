"""What a plan loses where something it counts on comes a period later than planned."""
