"""Reviews on a terminal."""
