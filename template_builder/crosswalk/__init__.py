"""The crosswalk: old matter numbers to display numbers, people of the old system to Clio users."""
