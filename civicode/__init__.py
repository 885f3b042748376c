"""Checklist of public-service conduct: criteria, monthly self-checks, violations, reports."""

__version__ = "0.1.0"
