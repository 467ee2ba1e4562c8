"""What single cells of a workbook stipulate, and scenarios in which they say something else."""
