"""A copy of a reader's file with its findings marked in it."""
