"""Where shoppers and agents write: one package a channel."""
