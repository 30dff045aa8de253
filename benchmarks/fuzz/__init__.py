"""Strange texts through the assistant's whole parse: none may raise, none may take long."""
