"""Forms for what the talk says: answers, words that are explained, and texts of the interview, in a draft."""
