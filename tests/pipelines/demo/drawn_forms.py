"""A form drawn as a table, and its reports: what the tests of the demo plant faults in."""

from collections.abc import Mapping
from typing import Any

from pipelines.demo.fault_kinds import FaultOccasion
from pipelines.demo.typed_report import TypedReport, TypedValue
from tests.spec import drawn
from warehouse.catalogue import Element, Form
from warehouse.catalogue.models import Marks
from warehouse.periods import Grain, parse_period_code

DISTRICT_FORM = """
    element    | nature     | unit     | part_of | parts_are | valid | plausible | required
    visits     | flow       | lượt     |         |           |       | 0 60      | yes
    planned    | flow       | lượt     | visits  | all       |       |           | yes
    sudden     | flow       | lượt     | visits  | all       |       |           | yes
    violations | flow       | lượt     | visits  | some      |       |           | yes
    posts      | flow       | bài      |         |           |       | 0 40      | yes
    leaflets   | flow       | tờ       |         |           |       |           | no
    balance    | flow       | người    |         |           | -9 9  |           | no
    plan       | flow       | có/không |         |           |       |           | yes
    fines      | flow       | đồng     |         |           |       |           | yes
    clubs      | stock      | nhóm     |         |           |       |           | yes
    clients    | cumulative | người    |         |           |       |           | yes
    spent      | cumulative | đồng     |         |           |       |           | yes
"""
"""A form with every kind of element that a fault asks for."""


def draw_form(table: str, name: str = "drawn", frequency: Grain = Grain.MONTH) -> Form:
    """Return the form of a drawn table; a column that is not drawn is as in a plain count."""
    return Form(
        form=name,
        name_vi="Biểu",
        name_en="Form",
        frequency=frequency,
        version=1,
        basis="test",
        marks=Marks(),
        elements=tuple(_draw_element(row) for row in drawn(table)),
    )


def _draw_element(row: dict[str, str]) -> Element:
    bounds: dict[str, Any] = {
        name: tuple(map(int, row[name].split())) for name in ("valid", "plausible") if row.get(name)
    }
    name = row["element"]
    return Element(
        element=name,
        name_vi=f"Số {name}",
        name_en=name,
        nature=row.get("nature") or "flow",
        unit=row.get("unit") or "lượt",
        basis="test",
        part_of=row.get("part_of") or None,
        parts_are=row.get("parts_are") or None,
        required=row.get("required", "yes") == "yes",
        **bounds,
    )


def draw_report(form: Form, values: Mapping[str, TypedValue], period: str) -> TypedReport:
    """Return the report of an office; an element without a value is zero."""
    whole_values = {e.element: values.get(e.element, 0) for e in form.elements}
    return TypedReport(form.form, "DK-X", parse_period_code(period), whole_values)


def draw_occasion(
    form: Form,
    earlier_values: Mapping[str, int] | None = None,
    period: str = "2023-05",
    **values: TypedValue,
) -> FaultOccasion:
    """Return the occasion for a fault in a report with these values, zero aside."""
    return FaultOccasion(draw_report(form, values, period), form, earlier_values or {})
