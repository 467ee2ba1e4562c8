"""CP-SAT with 1 worker at linearization level 2."""

from benchmarks.peers.cpsat import run
from benchmarks.peers.recorder import called

if __name__ == "__main__":
    run(called(), workers=1)
