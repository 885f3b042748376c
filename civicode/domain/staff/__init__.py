"""People on the register."""
