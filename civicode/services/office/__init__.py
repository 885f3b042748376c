"""What a request stands on: store, settings, criteria in use, seals, register."""
