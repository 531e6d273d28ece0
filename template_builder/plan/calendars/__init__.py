"""A plan as iCalendar files."""
