"""What Rasa loads of ours, in its own environment (Python 3.10): keep it light, and import nothing else of ours."""
