"""Raw: the files as received, append-only: the archive, and the cells read.

Decisions are made later, in core. Reading happens in child processes that may be lost.
"""
