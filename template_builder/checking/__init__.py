"""Checks filled files: what each is, what stands in it, what needs attention. Bytes in, findings out."""
