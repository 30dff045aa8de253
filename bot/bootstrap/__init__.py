"""Names every real collaborator once and puts the processes together from them."""
