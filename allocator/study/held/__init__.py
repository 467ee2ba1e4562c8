"""What stays of a plan, and what gives way, when part of it is lost or late."""
