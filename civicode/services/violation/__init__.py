"""Violations: recorded, found, corrected, taken further."""
