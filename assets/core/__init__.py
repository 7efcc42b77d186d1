"""Core: typed, decided, deduplicated. One SELECT a table; what SQL cannot say, in Python."""
