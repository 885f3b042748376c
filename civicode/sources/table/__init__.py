"""Tables: their head, columns and cells."""
