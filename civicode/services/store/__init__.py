"""The store as a whole: backups, audit, archives, forgetting."""
