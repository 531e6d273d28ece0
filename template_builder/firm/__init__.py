"""What a firm says of itself: firm.toml, the form that makes one, its calendars and warnings."""
