"""Pictures of a passport as SVG text, each with tables that say the same."""
