"""Use cases: what a planner can ask for, one file each, free of any terminal."""
