"""Reports: what goes into one."""
