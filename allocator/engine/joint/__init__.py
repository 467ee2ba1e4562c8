"""One plan for several scenarios: what must be decided before it is known which of them it is."""
