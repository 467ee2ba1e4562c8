"""Plain descriptions of sheets: columns of input sheets, tables of output sheets."""
