"""Personnel planning (M24): an anonymous staff list in, a plan out, and nothing of it kept."""
