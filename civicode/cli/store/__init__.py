"""`civicode store` and `audit`: where the records are kept, and whether they are still so."""
