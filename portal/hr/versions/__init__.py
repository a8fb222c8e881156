"""Versions as HR works with them: what stands in one, what may be done with it, and what differs."""
