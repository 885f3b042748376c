"""The kinds of rows that come in: what each makes of the records."""
