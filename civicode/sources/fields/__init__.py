"""Files with named fields: criteria, settings, answers."""
