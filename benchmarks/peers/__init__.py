"""Every engine of the race in a process of its own, on the same program, with the same clock.

| engine | what it is | start |
|---|---|---|
| ours | `allocator.engine.solve`, all aims in one run | its own |
| cpsat1 | CP-SAT on the whole program, 1 worker at linearization 2 | as a hint |
| cpsat8 | CP-SAT on the whole program, 8 workers | as a hint |
| highs | HiGHS, gap 0 | by `setSolution` |
| scip | SCIP, gap 0 | by `addSol` |
| cbc | the CBC that comes with pulp, gap 0 | by `-mipstart` |

Each is called as `python -m benchmarks.peers.<engine> TASK TARGET --deadline SECONDS`. TASK holds
the program (`task.py`), TARGET takes the trace, the end and the best plan (`recorder.py`). The
clock starts when the solver has the model: reading a file counts for nobody.
"""
