"""Workbooks: .xlsx, .xls, .ods, each guarded before it is read."""
