"""What each `dropwise` command does, one file a command; imported when it is run."""
