"""What a plan comes to: exact arithmetic on a scenario and a plan, with no solver."""
