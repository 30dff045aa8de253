"""What the business says, in standard library Python only."""
