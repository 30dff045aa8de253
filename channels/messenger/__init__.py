"""Facebook Messenger, by its platform's webhooks and Send API.

https://developers.facebook.com/docs/messenger-platform
"""
