"""`allocator explain`."""
