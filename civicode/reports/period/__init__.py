"""Periods as documents: summary, progress, trend, a year's facts."""
