"""What Rasa may ask of the shop: thin actions, built by constructor, listed in one registry."""
