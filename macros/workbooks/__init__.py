"""Links to the generated files, and tables of their columns."""
