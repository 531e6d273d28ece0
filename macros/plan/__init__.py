"""The firm's plan on the pages, the planner's form, and both as data."""
