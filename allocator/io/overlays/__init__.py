"""Scenarios on top of a workbook: its cells, changed by name."""
