"""What every report is made of: records in, figures, letterhead, words."""
