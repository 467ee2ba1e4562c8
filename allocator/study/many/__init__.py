"""Many tasks that know nothing of one another: by processes of this machine, or on a cluster."""
