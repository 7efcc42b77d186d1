"""A day stored as text, as the commands print it.

Knows no message. May call the standard library only.
"""

from datetime import date


def write_day(stored: str) -> str:
    """Write a day stored as `2023-08-01` as people read it, «01/08/2023»; a dash for no day."""
    return f"{date.fromisoformat(stored):%d/%m/%Y}" if stored else "–"
