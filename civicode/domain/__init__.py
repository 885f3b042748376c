"""Records and pure rules: no clock, no file, no library."""
