"""The words of every finding: one stable code, its severity, message and remedy in two languages.

The texts are data (`codes.yaml`), so that an official can mend them. Wording only; who raises
a finding is elsewhere.
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
"""Letters of a cell that a message repeats; the finding keeps what was observed."""
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
    """A kind of finding: its texts, with blanks in braces.

    `example` is what may stand in a cell, and what to write there instead; empty where a cell
    alone shows nothing.
    Of codes with one `cause` a value bears one at a time; unsaid, it is the code's middle word.
    """

    code: str
    message_vi: str
    message_en: str
    remedy_vi: str
    remedy_en: str
    example: Sequence[str] = ()
    cause: str = ""

    def __post_init__(self) -> None:
        """A cause that is not stated is that of the code's name."""
        if not self.cause:
            object.__setattr__(self, "cause", self.code.split("-")[1])

    @property
    def severity(self) -> str:
        """error, warning or note, by the code's first letter."""
        return SEVERITY[self.code[0]]


@dataclass(frozen=True, slots=True)
class Finding:
    """One doubt about one submission, in words; the columns of `core.findings`."""

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
    """What a finding is about: a report as read, or one in force."""

    @property
    def form(self) -> str:
        """Its form."""

    @property
    def unit(self) -> str | None:
        """Its unit, when known."""

    @property
    def period(self) -> str | None:
        """The code of its period, when known."""


@lru_cache(maxsize=1)
def codes() -> Mapping[str, Code]:
    """Every code, in the file's order."""
    text = (Path(__file__).parent / "codes.yaml").read_text(encoding="utf-8")
    return {code: Code(code, **texts) for code, texts in yaml.safe_load(text).items()}


def word(doubt: Doubt, submission: str, report: Subject | None, catalogue: Catalogue) -> Finding:
    """Put a doubt into words.

    Args:
        doubt: what was seen, and where.
        submission: whose finding it becomes.
        report: the report it is about; None when the file gave none.
        catalogue: for the labels of elements.
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
    """As much of a cell as tells which is meant: a message travels by mail, a cell may not."""
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
