"""What understands a message: Rasa, or the comparing of text; both behind one protocol (`engine.py`). Start reading there."""
