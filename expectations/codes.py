"""The texts of findings: for every stable code a severity, a message and a remedy.

The texts are data (`codes.yaml`) in two languages, and an official can correct them there.
Wording only: other modules decide which findings a report gets. May call warehouse.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import yaml

from warehouse.catalogue import Catalogue
from warehouse.entries import fill_blanks, find_entry
from warehouse.finding_draft import FindingDraft

MAX_QUOTE_LENGTH = 120
"""The most letters of a cell that a message quotes; `observed` keeps the longer text."""
SEVERITY_BY_LETTER = {"E": "error", "W": "warning", "N": "note"}
NATURE_PHRASES = {
    "flow": ("Trong kỳ", "this period"),
    "stock": ("Trong kỳ", "this period"),
    "cumulative": ("Lũy kế từ đầu năm", "year to date"),
}
FREQUENCY_NOUNS = {
    "month": ("tháng", "month"),
    "quarter": ("quý", "quarter"),
    "half_year": ("6 tháng", "half-year"),
    "nine_months": ("9 tháng", "nine months"),
    "year": ("năm", "year"),
}


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of finding: texts with blanks in braces.

    `example` holds a wrong cell text and its correction; empty when one cell cannot show the
    fault. A value has at most one finding per `cause`; the default cause is the middle word of
    the code.
    """

    code: str
    message_vi: str
    message_en: str
    remedy_vi: str
    remedy_en: str
    example: Sequence[str] = ()
    cause: str = ""

    def __post_init__(self) -> None:
        """Set the default cause: the middle word of the code."""
        if not self.cause:
            object.__setattr__(self, "cause", self.code.split("-")[1])

    @property
    def severity(self) -> str:
        """The severity by the first letter of the code: error, warning or note."""
        return SEVERITY_BY_LETTER[self.code[0]]


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding about a submission, with texts; the columns of `core.findings`."""

    submission: str
    form: str | None
    unit: str | None
    period: str | None
    element: str | None
    sheet: str | None
    cell: str | None
    code: str
    severity: str
    observed: str
    message_vi: str
    message_en: str
    remedy_vi: str
    remedy_en: str
    note: str | None = None
    """The unit's note beside the figure that the finding is about."""


class FindingSubject(Protocol):
    """The subject of a finding: a report as read, or a report in force."""

    @property
    def form(self) -> str:
        """The form of the report."""

    @property
    def unit(self) -> str | None:
        """The unit of the report, when known."""

    @property
    def period(self) -> str | None:
        """The code of the period, when known."""


@lru_cache(maxsize=1)
def load_codes() -> Mapping[str, Code]:
    """Load every code, in the order of `codes.yaml`."""
    text = (Path(__file__).parent / "codes.yaml").read_text(encoding="utf-8")
    return {code: Code(code, **texts) for code, texts in yaml.load(text, yaml.CSafeLoader).items()}


def find_code(code: str) -> Code:
    """Return the texts and the severity of a code.

    Raises:
        MissingEntryError: the code is not in `codes.yaml`.
    """
    return find_entry(load_codes(), code, "expectations/codes.yaml")


def build_finding(
    draft: FindingDraft, submission: str, report: FindingSubject | None, catalogue: Catalogue
) -> Finding:
    """Build a finding from a draft: fill the blanks of the message and the remedy.

    Args:
        draft: the draft: a code, a place and the observed text.
        submission: the submission that the finding belongs to.
        report: the report that the finding is about; None when the file has no report.
        catalogue: the source of element labels.
    """
    code = find_code(draft.code)
    place = (
        f"`message_values` of the FindingDraft or Rule {code.code} (see expectations/codes.yaml)"
    )
    values_vi = _collect_message_values(draft, report, catalogue, "vi")
    values_en = _collect_message_values(draft, report, catalogue, "en")
    return Finding(
        submission=submission,
        form=report.form if report else None,
        unit=report.unit if report else None,
        period=report.period if report else None,
        element=draft.element,
        sheet=draft.sheet,
        cell=draft.cell,
        code=code.code,
        severity=code.severity,
        observed=draft.observed,
        message_vi=fill_blanks(code.message_vi, values_vi, place),
        message_en=fill_blanks(code.message_en, values_en, place),
        remedy_vi=fill_blanks(code.remedy_vi, values_vi, place),
        remedy_en=fill_blanks(code.remedy_en, values_en, place),
    )


def _shorten_quote(observed: str) -> str:
    """Cut a cell text to a recognisable quote: messages travel by mail, whole cells may not."""
    is_short = len(observed) <= MAX_QUOTE_LENGTH
    return observed if is_short else f"{observed[: MAX_QUOTE_LENGTH - 1].rstrip()}…"


def _collect_message_values(
    draft: FindingDraft, report: FindingSubject | None, catalogue: Catalogue, lang: str
) -> dict[str, str]:
    message_values = {"observed": _shorten_quote(draft.observed), **draft.message_values}
    if report:
        form = catalogue.forms[report.form]
        message_values["frequency"], message_values["frequency_en"] = FREQUENCY_NOUNS[
            form.frequency
        ]
        if draft.element:
            element = form.get_element(draft.element)
            message_values |= {"label": element.get_name(lang), "unit": element.unit}
            message_values["nature"], message_values["nature_en"] = NATURE_PHRASES[element.nature]
        if "other_element" in draft.message_values:
            other_element = form.get_element(draft.message_values["other_element"])
            message_values |= {
                "other_label": other_element.get_name(lang),
                "other_unit": other_element.unit,
            }
    return _translate_names(message_values, catalogue)


def _translate_names(message_values: dict[str, str], catalogue: Catalogue) -> dict[str, str]:
    """Add the English name of a unit or form that a draft names in Vietnamese."""
    named_rows = {"expected": catalogue.units, "form": catalogue.forms}
    for name in named_rows.keys() & message_values.keys():
        rows = named_rows[name].values()
        text = message_values[name]
        translation = next((row.name_en for row in rows if row.name_vi == text), text)
        message_values[f"{name}_en"] = translation
    return message_values
