"""`civicode check`: the self-check, in all its ways."""
