"""The criteria: listed, looked up, put to use."""
