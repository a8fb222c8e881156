"""The groups of the command `wijzer`, one module a group; `portal/cli.py` puts them together."""
