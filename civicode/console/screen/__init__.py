"""The screen: tables, prompts, progress."""
