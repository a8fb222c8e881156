"""What this portal serves: the published version of everything people edit, and the way to change it."""
