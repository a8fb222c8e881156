"""The trial run of a version before it is published: what it changes for people who allow it, and for the protected scenarios."""
