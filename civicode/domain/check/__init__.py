"""Self-checks: answers, their rules, what they add up to."""
