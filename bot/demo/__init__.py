"""The demo shop's invented customers and orders, and how they were invented."""
