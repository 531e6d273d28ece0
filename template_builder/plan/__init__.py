"""The dates of a move: business days, milestones, warnings, calendars, and what each role does when."""
