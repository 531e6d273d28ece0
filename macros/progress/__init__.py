"""The pages that back up, restore, merge and sign off progress."""
