"""Which questions are worth asking: the rules that need an answer, and what an answer can still change."""
