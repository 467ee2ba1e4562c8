"""CP-SAT with 8 workers, as many as its default portfolio wants."""

from benchmarks.peers.cpsat import run
from benchmarks.peers.recorder import called

if __name__ == "__main__":
    run(called(), workers=8)
