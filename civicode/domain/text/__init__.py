"""Text from people: names, search, guarded cells."""
