"""The web chat: a widget for any shop page, its socket, and a demo shop that shows it."""
