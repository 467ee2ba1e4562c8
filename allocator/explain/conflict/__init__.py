"""Sets of figures that cannot hold together."""
