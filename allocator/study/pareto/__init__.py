"""What aims cost one another: plans of which none is better in all of them."""
