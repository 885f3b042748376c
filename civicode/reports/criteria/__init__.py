"""The criteria as documents."""
