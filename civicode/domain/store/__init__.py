"""What a store is held against: its audit, what may be kept, what is taken away."""
