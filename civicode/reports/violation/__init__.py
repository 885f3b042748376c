"""Violations as documents."""
