"""One person beside one function: what was told, the case, the fit and the three that differ."""
