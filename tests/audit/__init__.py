"""What is looked at now and then, on a quiet machine: `make audit`."""
