"""Core: typed, decided, deduplicated. A SELECT per table, or Python for tables beyond SQL."""
