"""`civicode import`: records of many from a file."""
