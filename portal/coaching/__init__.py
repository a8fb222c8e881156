"""What a transfer coach reads and sends: the queue, a case, and what changed while the page was open. Pure; `routes/coach.py` is its door."""
