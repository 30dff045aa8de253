"""The domain's ports, implemented on real parts."""
