"""Plans of nearly the same worth that differ most in who carries what."""
