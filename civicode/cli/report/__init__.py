"""`civicode report`: a report on screen."""
