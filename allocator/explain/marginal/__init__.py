"""What one unit more and less of every limit that a plan has reached is worth."""
