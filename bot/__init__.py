"""Dropwise. Rasa reads `bot.nlu` in an environment of its own: nothing may be imported here."""
