"""Files that leave the office, and the entry of each."""
