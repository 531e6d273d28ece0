"""What Clio hands back after an upload: the file with errors, and which rows of the import it means."""
