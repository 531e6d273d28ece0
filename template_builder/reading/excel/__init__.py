"""Reads modern Excel workbooks (.xlsx, .xlsm)."""
