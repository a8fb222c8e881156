"""What people edit, looked at: is it right, what changed, how does it read in words. Nothing here weighs a person."""
