"""What people edit in data/: the interview, the answers and the glossary, read and checked."""
