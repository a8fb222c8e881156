"""What a transfer coach reads and sends: the queue, a case, and what changed while a page was open. `desk.py` serves the routes, the rest is pure."""
