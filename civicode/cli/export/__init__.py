"""`civicode export` and `template`: files for people."""
