"""Stores in a zip."""
