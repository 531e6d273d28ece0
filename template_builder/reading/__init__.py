"""Prepares each format for calamine: rejects hostile files, collects what calamine does not report."""
