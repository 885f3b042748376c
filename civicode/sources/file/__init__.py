"""The bytes and the text of a file."""
