"""Papers on the system itself, made from what runs: what it does, with which data, and what changed."""
