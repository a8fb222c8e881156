"""Totals of passports whose owners allow it: counted seldom, shown from ten people up, and never so that one person can be told from two of them."""
