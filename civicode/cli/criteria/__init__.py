"""`civicode criteria`: the catalogue, its versions, its cover of the plan."""
