"""JSON and YAML with the place of each value."""
