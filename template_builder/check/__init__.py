"""Checks filled files: what each is, what is in it, what needs attention. Bytes in, findings out."""
