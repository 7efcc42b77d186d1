"""Kinds of planted faults, and the values that describe one.

Values only; `planted_faults` makes the faults.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pipelines.demo.typed_report import TypedReport
from warehouse.catalogue import Form


class FaultKind(StrEnum):
    """The kinds of faults in an arriving report."""

    PART_EXCEEDS_WHOLE = "part_exceeds_whole"
    PARTS_DO_NOT_SUM = "parts_do_not_sum"
    NUMBER_IN_WORDS = "number_in_words"
    DECIMAL = "decimal"
    NEGATIVE = "negative"
    EMPTY = "empty"
    EXCEL_ERROR = "excel_error"
    PERCENT = "percent"
    UNKNOWN_UNIT = "unknown_unit"
    WRONG_PERIOD = "wrong_period"
    UNRECOGNISABLE = "unrecognisable"
    UNREADABLE = "unreadable"
    CUMULATIVE_FALLS = "cumulative_falls"
    IMPLAUSIBLE = "implausible"
    UNKNOWN_ROW = "unknown_row"
    ELEMENT_TWICE = "element_twice"
    DIGIT_TOO_MANY = "digit_too_many"
    COPIED_REPORT = "copied_report"
    EMPTIED_REPORT = "emptied_report"
    UNKNOWN_WORDING = "unknown_wording"
    FOOTNOTE_MARK = "footnote_mark"


@dataclass(frozen=True, slots=True)
class PlantedFault:
    """A planted fault: the file, the report in the file, and the place of the fault.

    `expected_code` is the expected finding; None where several would do.
    """

    file_name: str
    kind: str
    form: str | None
    unit: str | None
    period: str | None
    element: str | None = None
    cell: str | None = None
    expected_code: str | None = None


@dataclass(frozen=True, slots=True)
class FaultyReport:
    """A report with a fault, the element of the fault, and the expected finding."""

    report: TypedReport
    code: str
    element: str | None = None


@dataclass(frozen=True, slots=True)
class FaultOccasion:
    """A sound report, the form, and the unit's figures of the preceding period in the same year."""

    report: TypedReport
    form: Form
    earlier_values: Mapping[str, int]
