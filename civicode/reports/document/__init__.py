"""A document: titles, columns, rows, and how its values are written."""
