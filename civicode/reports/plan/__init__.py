"""The tasks of the plan as documents."""
