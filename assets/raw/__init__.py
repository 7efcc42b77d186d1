"""Raw: what came in, untouched and append-only: the archive, and what was read of it.

Judgement is made later, in core. Reading happens in child processes that may be lost.
"""
