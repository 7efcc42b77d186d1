"""A module per command; `main` is the entry and returns the exit code."""
