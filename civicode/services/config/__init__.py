"""Settings: of the user and of the office folder."""
