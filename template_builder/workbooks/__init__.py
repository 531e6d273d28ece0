"""What people fill in: the models and the writers of the workbooks, and how ours are recognized again."""
