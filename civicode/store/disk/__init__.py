"""The disk: files, the lock, whole files in place."""
