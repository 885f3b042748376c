"""The store and its audit as documents."""
