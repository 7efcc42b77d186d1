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
from warehouse.forms.report import Doubt

LONGEST_QUOTE = 120
"""The most letters of a cell that a message quotes; `observed` keeps the longer text."""
SEVERITY = {"E": "error", "W": "warning", "N": "note"}
NATURES = {
    "flow": ("Trong kỳ", "this period"),
    "stock": ("Trong kỳ", "this period"),
    "cumulative": ("Lũy kế từ đầu năm", "year to date"),
}
FREQUENCIES = {
    "month": ("tháng", "month"),
    "quarter": ("quý", "quarter"),
    "half_year": ("6 tháng", "half-year"),
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
        return SEVERITY[self.code[0]]


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


class Subject(Protocol):
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
def codes() -> Mapping[str, Code]:
    """Load every code, in the order of `codes.yaml`."""
    text = (Path(__file__).parent / "codes.yaml").read_text(encoding="utf-8")
    return {code: Code(code, **texts) for code, texts in yaml.safe_load(text).items()}


def word(doubt: Doubt, submission: str, report: Subject | None, catalogue: Catalogue) -> Finding:
    """Build a finding from a draft: fill the blanks of the message and the remedy.

    Args:
        doubt: the draft: a code, a place and the observed text.
        submission: the submission that the finding belongs to.
        report: the report that the finding is about; None when the file has no report.
        catalogue: the source of element labels.
    """
    code = codes()[doubt.code]
    vi = _blanks(doubt, report, catalogue, "vi")
    en = _blanks(doubt, report, catalogue, "en")
    return Finding(
        submission=submission,
        form=report.form if report else None,
        unit=report.unit if report else None,
        period=report.period if report else None,
        element=doubt.element,
        sheet=doubt.sheet,
        cell=doubt.cell,
        code=code.code,
        severity=code.severity,
        observed=doubt.observed,
        message_vi=code.message_vi.format_map(vi),
        message_en=code.message_en.format_map(en),
        remedy_vi=code.remedy_vi.format_map(vi),
        remedy_en=code.remedy_en.format_map(en),
    )


def _quoted(observed: str) -> str:
    """Cut a cell text to a recognisable quote: messages travel by mail, whole cells may not."""
    whole = len(observed) <= LONGEST_QUOTE
    return observed if whole else f"{observed[: LONGEST_QUOTE - 1].rstrip()}…"


def _blanks(
    doubt: Doubt, report: Subject | None, catalogue: Catalogue, lang: str
) -> dict[str, str]:
    blanks = {"observed": _quoted(doubt.observed), **doubt.about}
    if report:
        form = catalogue.forms[report.form]
        blanks["frequency"], blanks["frequency_en"] = FREQUENCIES[form.frequency]
        if doubt.element:
            element = form.element(doubt.element)
            blanks |= {"label": element.name(lang), "unit": element.unit}
            blanks["nature"], blanks["nature_en"] = NATURES[element.nature]
        if "other_element" in doubt.about:
            other = form.element(doubt.about["other_element"])
            blanks |= {"other_label": other.name(lang), "other_unit": other.unit}
    return blanks
