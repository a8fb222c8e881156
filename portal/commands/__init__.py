"""The groups of the command `wijzer`, one module a group; `root.py` puts them together and `portal/cli.py` begins."""
