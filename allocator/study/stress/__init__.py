"""What is lost with a state, a pool, a line, a component or a licence, the best that is left."""
