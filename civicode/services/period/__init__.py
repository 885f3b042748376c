"""Periods: where each stands, its records, its snapshot."""
