"""A plan against what happened: the past, what comes of it, and a plan for what is left."""
