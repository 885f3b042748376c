"""What happens: one noun a file; each function opens the transaction it needs."""
