"""The least change of figures that makes a scenario feasible."""
