"""The criteria: the catalogue, its versions, the clauses of the plan that they quote."""
