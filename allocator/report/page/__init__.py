"""The plan as one HTML file: what stands on it, and the geometry of its drawings."""
