"""The rows that Clio refused, ready to upload again."""
