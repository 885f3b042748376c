"""Files as Vietnamese offices have them, made by code."""
