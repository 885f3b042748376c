"""The self-check on a terminal."""
