"""Two wards, or two entries of one person, that become one."""
