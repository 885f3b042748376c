"""Reviews: confirming, returning, a leader's own ratings."""
