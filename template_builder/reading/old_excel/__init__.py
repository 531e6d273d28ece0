"""Reads old Excel files (.xls)."""
