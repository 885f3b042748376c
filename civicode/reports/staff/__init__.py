"""People as documents."""
