"""What the formats for paper and pages are made of."""
