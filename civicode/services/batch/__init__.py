"""Files that are imported: read, written whole, taken back."""
