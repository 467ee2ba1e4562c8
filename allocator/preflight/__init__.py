"""Arithmetic that finds hopeless rows before any solve."""
