"""Masks the texts of count cells before anything is stored: a number is kept, other words are not.

A cell that was read holds a number or a known sign, and stays as typed. Of any other text only
figures and the words of a closed list stay; the sender sees the whole text in the returned
workbook. May call expectations and warehouse.
"""

import re
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import yaml

from expectations.privacy.letters import CAPITAL, SMALL
from expectations.privacy.scan import is_suspect_text
from warehouse.finding_draft import FindingDraft
from warehouse.forms.report import FileReading, Report
from warehouse.text import make_match_key

_UNREAD_STATE = "unreadable"
_NAME_INSIDE = re.compile(rf"(?<=.)(?<!\w){CAPITAL}{SMALL}")
"""A capitalised word behind the first letter of a text."""
_MAX_LENGTH = 80
"""The most letters of a text that may stay: a longer one is a sentence."""


def mask_reading(reading: FileReading) -> FileReading:
    """Mask the texts of every report of a file; most reports hold numbers only."""
    if not any(_UNREAD_STATE in report.cells.state for report in reading.reports):
        return reading
    return replace(reading, reports=tuple(map(_mask_report, reading.reports)))


def _mask_report(report: Report) -> Report:
    masks = {
        (report.get_sheet(cell.element), cell.cell): (cell.raw_text, mask_text(cell.raw_text))
        for cell in report.cells
        if cell.state == _UNREAD_STATE and not is_harmless_text(cell.raw_text)
    }
    if not masks:
        return report
    raw_texts = tuple(
        mask_text(cell.raw_text)
        if cell.state == _UNREAD_STATE and (report.get_sheet(cell.element), cell.cell) in masks
        else cell.raw_text
        for cell in report.cells
    )
    drafts = tuple(
        _mask_draft(draft, *mask)
        if (mask := masks.get((draft.sheet or report.sheet, draft.cell or "")))
        else draft
        for draft in report.drafts
    )
    return replace(report, cells=replace(report.cells, raw_text=raw_texts), drafts=drafts)


def _mask_draft(draft: FindingDraft, raw_text: str, mask: str) -> FindingDraft:
    """Mask what a draft quotes of its cell, in the text observed and in the message."""
    observed = draft.observed.replace(raw_text, mask) if raw_text in draft.observed else mask
    message_values = {
        name: value.replace(raw_text, mask) for name, value in draft.message_values.items()
    }
    return replace(draft, observed=observed, message_values=message_values)


def mask_text(text: str) -> str:
    """Return the stored form of a text: the kind and the length."""
    return f"chữ, {len(text)} ký tự"


def is_harmless_text(text: str) -> bool:
    """Return whether a text holds figures and words of the closed list only, and names nobody."""
    if len(text) > _MAX_LENGTH or is_suspect_text(text) or _NAME_INSIDE.search(text):
        return False
    return _load_harmless_words().issuperset(re.findall(r"[a-z]+", make_match_key(text)))


@lru_cache(maxsize=1)
def _load_harmless_words() -> frozenset[str]:
    text = (Path(__file__).parent / "harmless_words.yaml").read_text(encoding="utf-8")
    lists: dict[str, str] = yaml.load(text, yaml.CSafeLoader)
    return frozenset(
        make_match_key(word) for listed_words in lists.values() for word in listed_words.split()
    )
