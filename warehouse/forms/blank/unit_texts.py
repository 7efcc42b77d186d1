"""The texts of a blank form that change with unit and period; all other texts repeat.

The writers of both visible sheets take their sentences from here, and the search for personal data
takes the list: such a text is the catalogue's, never a sender's. May call catalogue and periods.
"""

from functools import lru_cache

from warehouse.calendar import ReportingCalendar
from warehouse.catalogue import Catalogue, Unit
from warehouse.catalogue.letterheads import Letterhead
from warehouse.forms.blank.sheet_context import format_date
from warehouse.periods import Period

SYNTHETIC_NAME_PREFIX = "GIA-LAP "
"""The beginning of the name of every file that holds invented figures."""


def list_unit_texts(catalogue: Catalogue, unit: Unit, form: str, period: Period) -> set[str]:
    """List the texts of a unit's blank form that the form of another unit does not hold."""
    letterhead = catalogue.find_form_letterhead(unit.unit, period)
    file_name = build_form_file_name(form, unit.unit, period)
    return {
        *(unit.unit, unit.name_vi, file_name, f"{SYNTHETIC_NAME_PREFIX}{file_name}"),
        *(*letterhead.agency_lines, *letterhead.signer_lines),
        format_document_number(letterhead),
        format_document_date(letterhead),
        *state_deadline(catalogue, unit, form, period),
    }


def build_form_file_name(form: str, unit: str, period: Period) -> str:
    """Build the name under which a blank form is handed out."""
    return f"{form} {unit} {period.code}.xlsx"


def format_document_number(letterhead: Letterhead) -> str:
    """Format the blank number of the document, with the symbol of the office."""
    return f"Số:          /BC-{letterhead.symbol}"


def format_document_date(letterhead: Letterhead) -> str:
    """Format the blank date of the document, with the place of the office."""
    return f"{letterhead.place}, ngày …… tháng …… năm ……"


def state_deadline(catalogue: Catalogue, unit: Unit, form: str, period: Period) -> tuple[str, str]:
    """State unit, window and due date for the sheet of instructions, in both languages."""
    working_days = catalogue.forms[form].due_working_days
    vi, en = _state_deadline_of_all(catalogue.calendar, working_days, period)
    return f"{unit.name_vi}, {vi}", f"{unit.name_en}, {en}"


# The same for every unit of a form.
@lru_cache(maxsize=64)
def _state_deadline_of_all(
    calendar: ReportingCalendar, working_days: int | None, period: Period
) -> tuple[str, str]:
    opens, closes = calendar.compute_window(period)
    due_date = calendar.compute_due_date(period, working_days)
    return (
        f"{period.format_label('vi').lower()}: tính từ ngày {format_date(opens)} "
        f"đến hết ngày {format_date(closes)}; gửi chậm nhất ngày {format_date(due_date)}.",
        f"{period.format_label('en')}: events from {opens} to {closes}; "
        f"due by the end of {due_date}.",
    )
