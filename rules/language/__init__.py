"""Dutch as people type it, to terms: clauses, words, lemmas, compounds, and how a sentence is meant."""
