"""Why a plan is as it is: conflicts, repairs, reasons of shortfalls, prices of other wishes."""
