"""The pages under tools/."""
