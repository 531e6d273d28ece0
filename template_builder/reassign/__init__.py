"""The worklist that moves time off the placeholder matter."""
