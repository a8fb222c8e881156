"""The passport as a PDF that can be heard and leafed through (PDF/UA-1)."""
