"""Many futures of one workbook, solved one by one and told together."""
