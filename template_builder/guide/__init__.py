"""What the guide says: checklists, sources and reference tables, as a model read from specs/guide."""
