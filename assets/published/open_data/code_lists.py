"""The code lists of the open data: units, periods, forms, elements, indicators, with both names.

Taken from the catalogue alone, so that both halves have the same; a column of a table refers to
them by `list_references`. May call the floors below.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

import pyarrow as pa

from assets.published.open_data.exported_table import ExportedTable, Meaning
from warehouse.catalogue import Catalogue, Unit

_NAME: Mapping[str, Meaning] = {
    "name_vi": ("tên tiếng Việt", "name in Vietnamese"),
    "name_en": ("tên tiếng Anh", "name in English"),
}
_UNIT: Meaning = ("mã đơn vị, không bao giờ dùng lại", "id of the unit, never used again")
_FORM: Meaning = ("mã biểu mẫu", "id of the form")
_MEASURE: Mapping[str, Meaning] = {
    "unit_of_measure_vi": ("đơn vị tính", "unit of measure in Vietnamese"),
    "unit_of_measure_en": ("đơn vị tính, tiếng Anh", "unit of measure"),
}
_REFERENCES = {
    "unit": ("units", "unit"),
    "period": ("periods", "period"),
    "form": ("forms", "form"),
    "indicator": ("indicators", "indicator"),
}


def list_references(columns: Iterable[str]) -> tuple[tuple[str, str, str], ...]:
    """List column, code list and the column there, for the columns that have a code list."""
    return tuple((c, *_REFERENCES[c]) for c in columns if c in _REFERENCES)


def build_code_lists(catalogue: Catalogue, units: Collection[Unit]) -> list[ExportedTable]:
    """Build the code lists, of units those given."""
    return [
        _build_units(units),
        _build_periods(catalogue),
        _build_forms(catalogue),
        _build_elements(catalogue),
        _build_indicators(catalogue),
    ]


def _build_list(
    name: str, meaning: Meaning, meanings: Mapping[str, Meaning], rows: Iterable[Mapping[str, Any]]
) -> ExportedTable:
    """Build a code list; texts and days only, the first column is the key."""
    records = [{column: row[column] for column in meanings} for row in rows]
    types = {True: pa.date32(), False: pa.string()}
    schema = pa.schema([(c, types[any(isinstance(r[c], date) for r in records)]) for c in meanings])
    key = ("form", "element") if name == "elements" else (next(iter(meanings)),)
    references = list_references(c for c in meanings if c not in key or name == "elements")
    return ExportedTable(
        name, meaning, meanings, pa.Table.from_pylist(records, schema=schema), key, references
    )


def _build_units(units: Collection[Unit]) -> ExportedTable:
    meanings = {
        "unit": _UNIT,
        "kind": ("loại đơn vị", "kind of unit"),
        **_NAME,
        "parent": ("đơn vị cấp trên", "the unit above"),
        "gso_code": ("mã của Tổng cục Thống kê", "code of the statistics office; may be reused"),
        "valid_from": ("từ ngày", "first day"),
        "valid_to": ("đến ngày; trống: đang còn", "last day; null: still there"),
    }
    meaning = ("Đơn vị và địa bàn.", "Units and areas.")
    return _build_list("units", meaning, meanings, (unit.model_dump() for unit in units))


def _build_periods(catalogue: Catalogue) -> ExportedTable:
    meanings: Mapping[str, Meaning] = {
        "period": ("mã kỳ", "code of the period"),
        "grain": ("độ dài kỳ", "length of the period"),
        **_NAME,
        "first_day": ("ngày đầu của kỳ số liệu", "first day of the data"),
        "last_day": ("ngày cuối của kỳ số liệu", "last day of the data"),
    }
    rows = []
    for period in catalogue.list_periods():
        first_day, last_day = catalogue.calendar.compute_window(period)
        names = {"name_vi": period.format_label("vi"), "name_en": period.format_label("en")}
        days = {"first_day": first_day, "last_day": last_day}
        rows.append({"period": period.code, "grain": str(period.grain), **names, **days})
    meaning = ("Kỳ báo cáo, từ ngày 15 đến ngày 14.", "Periods, from the 15th to the 14th.")
    return _build_list("periods", meaning, meanings, rows)


def _build_forms(catalogue: Catalogue) -> ExportedTable:
    meanings = {"form": _FORM, **_NAME, "frequency": ("kỳ nộp", "how often it is filled")}
    rows = (form.model_dump(mode="json") for form in catalogue.forms.values())
    return _build_list("forms", ("Biểu mẫu.", "Forms."), meanings, rows)


def _build_elements(catalogue: Catalogue) -> ExportedTable:
    meanings: Mapping[str, Meaning] = {
        "form": _FORM,
        "element": ("mã chỉ tiêu trong biểu", "id of the element within the form"),
        **_NAME,
        "nature": ("phát sinh, hiện có hay lũy kế", "flow, stock or cumulative"),
        "unit_of_measure_vi": _MEASURE["unit_of_measure_vi"],
        "basis": ("căn cứ", "basis"),
    }
    rows = (
        {"form": form.form, **element.model_dump(mode="json"), "unit_of_measure_vi": element.unit}
        for form in catalogue.forms.values()
        for element in form.elements
    )
    return _build_list("elements", ("Chỉ tiêu của biểu.", "Elements."), meanings, rows)


def _build_indicators(catalogue: Catalogue) -> ExportedTable:
    meanings: Mapping[str, Meaning] = {
        "indicator": ("mã chỉ số", "code of the indicator"),
        **_NAME,
        "kind": ("tỷ lệ, số đếm, bình quân hay thay đổi", "share, count, mean or change"),
        **_MEASURE,
        "direction": ("chiều mong muốn", "the direction wanted"),
        "public_grain": ("kỳ ngắn nhất được công bố", "the shortest period that is public"),
        "basis": ("căn cứ", "basis"),
    }
    rows = (
        {
            **indicator.model_dump(mode="json"),
            "unit_of_measure_vi": indicator.unit_vi,
            "unit_of_measure_en": indicator.unit_en,
        }
        for indicator in catalogue.indicators.values()
    )
    return _build_list("indicators", ("Chỉ số.", "Indicators."), meanings, rows)
