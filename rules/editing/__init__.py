"""What HR edits: rules as forms of pick-lists, families of rules as tables, and who uses what in the catalogue."""
