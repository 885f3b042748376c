"""Violations: what was observed, the steps, the discipline."""
