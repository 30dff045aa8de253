"""What Rasa may ask of us: thin actions, built by constructor in one registry."""
