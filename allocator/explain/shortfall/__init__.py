"""Why a capability stays short: which limits hold it back, and what would close the gap."""
