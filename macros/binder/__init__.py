"""The whole guide on one page, for paper."""
