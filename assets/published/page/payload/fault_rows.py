"""The faults of the reports by code, unit and period, and the obstacles with their replies.

For the office alone: words and counts of single units. May call the floors below.
"""

from collections import Counter
from typing import Any

from expectations.codes import find_code
from warehouse.language import choose_text
from warehouse.store import Store

_FAULTS = "SELECT code, coalesce(unit, ''), coalesce(period, '') FROM core.findings"
_OBSTACLES = """
    SELECT unit, period, kind, text, coalesce(reply, ''),
        coalesce(strftime(replied_at, '%Y-%m-%d'), '')
    FROM core.obstacles ORDER BY period DESC, unit, kind, text
"""


def build_fault_rows(store: Store) -> list[list[Any]]:
    """List the faults in reports, returned ones included: code, unit, period, how many."""
    counts = Counter(store.query_rows(_FAULTS))
    return sorted([*place, count] for place, count in counts.items())


def describe_fault_codes(fault_rows: list[list[Any]], lang: str) -> dict[str, str]:
    """Map each code to its message with the blanks left open."""
    codes = [find_code(code) for code in dict.fromkeys(row[0] for row in fault_rows)]
    return {
        code.code: _open_blanks(choose_text((code.message_vi, code.message_en), lang))
        for code in codes
    }


def _open_blanks(message: str) -> str:
    parts = message.split("{")
    return parts[0] + "".join(f"…{part.partition('}')[2]}" for part in parts[1:])


def build_obstacle_rows(store: Store) -> list[list[str]]:
    """List the obstacles and proposals, newest first: unit, period, kind, text, reply, its day."""
    return [list(row) for row in store.query_rows(_OBSTACLES)]
