"""The plan as slides: a statement for a title, charts that carry their figures, sentences."""
