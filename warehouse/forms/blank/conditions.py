"""Parts of the conditions of live checks, as Excel formulas, and the same questions in Python.

Builds texts only; which conditions a form has is decided in `live_checks`.
"""

from itertools import pairwise
from typing import Any, TypeGuard

from warehouse.catalogue import Element, Form
from warehouse.catalogue.bounds import accepts_zero


def list_signs(form: Form) -> tuple[str, ...]:
    """List the signs that stand for zero or for not applicable."""
    return (*form.marks.zero, *form.marks.not_applicable)


def valid_signs(form: Form, element: Element) -> tuple[str, ...]:
    """List the signs that an element may hold."""
    return list_signs(form) if accepts_zero(element) else form.marks.not_applicable


def build_one_of(cell: str, signs: tuple[str, ...], *, numbers: tuple[int, ...] = ()) -> str:
    """Build the condition that a cell holds a sign or a number of a list."""
    tests = [f"TRIM({cell})={quote_text(s)}" for s in signs] + [f"{cell}={n}" for n in numbers]
    return f"OR({','.join(tests) or 'FALSE'})"


def build_known_condition(cell: str, zero: tuple[str, ...]) -> str:
    """Build the condition that a cell holds a number or a sign of zero."""
    return f"OR(ISNUMBER({cell}),{build_one_of(cell, zero)})"


def build_sign_count(cells: str, signs: tuple[str, ...]) -> str:
    """Build the count of cells that hold a sign."""
    return f"SUMPRODUCT({'+'.join(f'({cells}={quote_text(s)})' for s in signs) or 0})"


def join_ranges(cells: list[str]) -> list[str]:
    """Join neighbouring cells of column D to ranges: D12, D13, D15 give D12:D13 and D15:D15."""
    rows = [int(cell[1:]) for cell in cells]
    cuts = [i for i, (a, b) in enumerate(pairwise(rows), 1) if b != a + 1]
    return [f"D{rows[a]}:D{rows[b - 1]}" for a, b in pairwise([0, *cuts, len(rows)])]


def quote_text(text: str) -> str:
    """Quote a text for an Excel formula."""
    return '"' + text.replace('"', '""') + '"'


def shorten_label(label: str) -> str:
    """Shorten a label to 60 letters."""
    return label if len(label) <= 60 else label[:59].rstrip() + "…"


def is_typed_number(value: Any) -> TypeGuard[int | float]:
    """Return whether a value is a number, truth values aside."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def get_number(value: Any) -> Any:
    """Return a number as it is, and 0 for anything else."""
    return value if is_typed_number(value) else 0


def is_sign(value: Any, signs: tuple[str, ...], *, strip: bool = True) -> bool:
    """Return whether a value is one of the signs."""
    if value is not None and not isinstance(value, str):
        return False
    text = (value or "").casefold()
    return (" ".join(text.split()) if strip else text) in {s.casefold() for s in signs}
