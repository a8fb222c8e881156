"""Preparing the 'goede gesprek': which questions fit a passport, and all that a coach wants on one sheet."""
