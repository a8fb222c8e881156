"""Backups: what is in one, making it while the portal writes, putting it back, and trying whether that works (docs/OPERATIONS.md)."""
