"""The rows of files that are imported."""
