"""Invented colleagues who talk with Wijzer as people do: drawn from a seed, so that any talk can be played again."""
