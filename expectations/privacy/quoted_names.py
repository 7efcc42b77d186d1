"""Hides the names of persons in the labels that findings quote.

The search for personal data comes first and refuses a file; a name alone does not, and the rows
that nobody knows are quoted in messages that travel by mail. May call warehouse.
"""

from dataclasses import replace

from expectations.privacy.person_names import find_person_names
from expectations.privacy.scan import clean_string
from warehouse.finding_draft import FindingDraft
from warehouse.forms.reading.unknown_rows import MISSING_ROW, UNKNOWN_ROW, UNRECOGNISED
from warehouse.forms.report import FileReading

HIDDEN_NAME = "[tên đã che]"
_QUOTING_CODES = (UNKNOWN_ROW, MISSING_ROW, UNRECOGNISED)


def mask_quoted_names(reading: FileReading) -> FileReading:
    """Mask names in the findings of a reading that quote labels of unknown rows."""
    if not _quotes_labels(reading.drafts) and not any(
        _quotes_labels(report.drafts) for report in reading.reports
    ):
        return reading
    reports = tuple(
        replace(report, drafts=tuple(map(_mask_draft, report.drafts))) for report in reading.reports
    )
    return FileReading(reports, tuple(map(_mask_draft, reading.drafts)))


def mask_names(text: str) -> str:
    """Mask every name of a person in a text."""
    cleaned_string = clean_string(text)
    names = find_person_names(cleaned_string)
    for name in reversed(names):
        cleaned_string = cleaned_string[: name.start] + HIDDEN_NAME + cleaned_string[name.end :]
    return cleaned_string if names else text


def _quotes_labels(drafts: tuple[FindingDraft, ...]) -> bool:
    return any(draft.code in _QUOTING_CODES for draft in drafts)


def _mask_draft(draft: FindingDraft) -> FindingDraft:
    if draft.code not in _QUOTING_CODES:
        return draft
    message_values = {name: mask_names(text) for name, text in draft.message_values.items()}
    return replace(draft, observed=mask_names(draft.observed), message_values=message_values)
