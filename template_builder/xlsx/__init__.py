"""Writes workbooks: the only part of the package that imports openpyxl."""
