"""One module per command; `main` is its entry and returns the exit code."""
