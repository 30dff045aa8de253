"""The agents' console: who waits, what was said, and a person's answer."""
