"""What people edit, read and checked: every mistake is named with file, line and field."""
