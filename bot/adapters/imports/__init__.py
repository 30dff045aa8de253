"""What a shop brings along, read from files: its catalogue and its orders."""
