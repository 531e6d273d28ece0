"""Checklists, role sheets, reference tables and sources as HTML, and the guide as data for the pages."""
