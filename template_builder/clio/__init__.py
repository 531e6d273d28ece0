"""The files that go to Clio and come back: the import and its receipt, refused rows, the placeholder worklist."""
