"""The whole plan on one page: its figures, charts and sentences."""
