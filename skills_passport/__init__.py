"""The record: what an employee told, in a skills passport that the employee owns.

The only floor that touches SQL. Front doors: `sqlite_store.SqliteStore` (load and change a passport),
`guidance.advise_and_store` (load, advise, store), `rights` (consent, export, erasure).
"""
