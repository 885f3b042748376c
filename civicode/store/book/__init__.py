"""A book: its bytes, its changes, its chain of entries."""
