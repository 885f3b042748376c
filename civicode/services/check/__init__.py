"""Self-checks: whose, of which period, drafts, handing in."""
