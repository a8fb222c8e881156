"""The record: what an employee told, in a skills passport that the employee owns.

The only floor but `publishing` that touches SQL. Front doors: `opening.open_passports` (load and change a passport, in SQLite or PostgreSQL),
`guidance.advise_and_store` (load, advise, store), `rights` (consent, export, erasure).
"""
