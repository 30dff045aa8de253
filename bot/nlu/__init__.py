"""Understanding: pure logic for text and tags, and Rasa's components around it (Python 3.10).

Imports nothing of the application, and the application imports nothing from here: Rasa's
process is another environment (DECISIONS.md).
"""
