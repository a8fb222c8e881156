"""One reasoning beside another: what would change, and what keeps a function out."""
