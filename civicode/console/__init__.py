"""The screen: Rich tables, and the dialogue of the self-check."""
