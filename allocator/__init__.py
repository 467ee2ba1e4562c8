"""Fair, provable burden splits of defence capability among allies, from Excel to Excel."""

__version__ = "0.1.0"
