"""Batches, templates and the records themselves as tables."""
