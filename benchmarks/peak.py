"""Solve the reference with the command line's own steps and print the peak memory in MB."""

import resource
import sys
from pathlib import Path

from allocator.app.solve_workbook import Search, solve_workbook
from benchmarks.stages import REFERENCE

if __name__ == "__main__":
    solve_workbook(REFERENCE, Path(sys.argv[1]), Search())
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(max(own, children) / 1024)  # noqa: T201
