"""Checks as documents: of a person, of the office."""
