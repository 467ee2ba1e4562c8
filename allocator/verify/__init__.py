"""Every family and aim restated from first principles, with no solver: no plan escapes it."""
