"""A scenario as one program of integers: variables, named rows and aims, built once."""
