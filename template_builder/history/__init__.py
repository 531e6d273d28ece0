"""The folder Historical Data: what is in it, the index of it, and whether both agree."""
