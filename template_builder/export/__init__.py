"""The import files for Clio, the rows left out, and the receipt of both."""
