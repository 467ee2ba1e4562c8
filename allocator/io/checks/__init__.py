"""Checks across rows and sheets: each function tells the problems of one topic of a scenario.

They see the rows that could be read; `scenario.book` knows the others too, so that a row with a bad
cell is not reported as missing besides.
"""
