"""The ground that every other room stands on: errors, files, days, cell addresses, text and numbers."""
