"""Readies each file format for the reader: refuses what is hostile, finds what calamine does not tell."""
