"""What the shop does for a shopper, one file a use case; sees the domain alone."""
