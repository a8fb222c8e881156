"""How much of `rules/` the tests hold: small mistakes are put in on purpose, one by one, and a test should fail (`make mutate`).

In the order in which they run: `workplace` (a copy of the checkout with every mutant in it), `reach` (which tests reach
which function), `trials` (each mutant against the tests that reach it), `results` (what came of it), `report` (the section
of docs/EVALUATION.md). `switch` stands inside the copy and puts a mutant in the place of its function.
"""
