"""The transition kit: the guide's specs as a model, and the files made from them."""
