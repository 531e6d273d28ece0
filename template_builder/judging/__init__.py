"""One cell at a time: what a value means, and what is wrong with it.

A judge takes the value of a cell and returns a `Verdict`. Judges know nothing of rows, sheets or files, so a
verdict can be kept: people write the same matter and the same date over and over.
"""
