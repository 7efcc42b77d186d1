"""A module per command; `main` is the entry and returns the exit code.

What several commands share is `arguments`, `exit_codes`, `finding_display` and `night_output`; no
command imports another.
"""
