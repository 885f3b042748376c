"""What is printed: records in, tables out. Each report or list is one file that builds a `Document`."""
