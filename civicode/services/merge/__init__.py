"""Two wards, or two entries of one person, made one."""
