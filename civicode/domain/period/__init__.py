"""The period as it is closed: who is where in it, its figures, its snapshot and seal."""
