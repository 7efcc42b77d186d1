"""The data dictionary: a catalogue and the warehouse's tables as one page of Markdown.

Pure: the same catalogue gives the same text. `python -m warehouse.catalogue.dictionary FILE`
writes the page of the default catalogue. May import this floor only.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from warehouse.catalogue import phrases
from warehouse.catalogue.dictionary_forms import render_forms
from warehouse.catalogue.dictionary_indicators import render_indicators
from warehouse.catalogue.dictionary_letters import render_letters
from warehouse.catalogue.dictionary_senders import render_senders
from warehouse.catalogue.loader import Catalogue, load_catalogue
from warehouse.catalogue.markdown import render_markdown_table
from warehouse.catalogue.metric_formulas import describe_metric
from warehouse.catalogue.models import Unit
from warehouse.schema.table import Table
from warehouse.schema.tables import TABLES

_DICTIONARY_HEAD = """\
# Từ điển dữ liệu / Data dictionary

<!-- Sinh ra từ danh mục bằng `make docs`; đừng sửa tay. -->
<!-- Generated from the catalogue by `make docs`; do not edit. -->
"""

_OUTSIDE_TEXTS = {"none": "không / none", "some": "có / some", None: "chưa biết / unknown"}
"""What of a new unit comes from none of the old units named."""


def render_dictionary(catalogue: Catalogue) -> str:
    """Render the whole dictionary of a catalogue."""
    sections = (
        [_DICTIONARY_HEAD],
        _render_programme(catalogue),
        _render_units(catalogue),
        _render_coverage(catalogue),
        render_letters(catalogue),
        render_senders(catalogue),
        render_forms(catalogue),
        render_indicators(catalogue),
        _render_metrics(catalogue),
        _render_tables(),
    )
    return "\n".join(line for section in sections for line in section)


def _render_programme(catalogue: Catalogue) -> Iterator[str]:
    programme, calendar = catalogue.programme, catalogue.calendar
    yield f"**{programme.name_vi}** / {programme.name_en}. Căn cứ / basis: {programme.basis}.\n"
    if not programme.report_writers:
        yield f"Văn bản gửi đi từ / letters are from: `{programme.office}`.\n"
    if calendar.month_starts_on_day > 1:
        first, last = calendar.month_starts_on_day, calendar.month_starts_on_day - 1
        yield (
            f"Số liệu một tháng tính từ ngày {first} tháng trước đến ngày {last} của tháng; quý, "
            f"6 tháng, 9 tháng và năm gồm các tháng ấy. / The data of a month run from day {first} "
            f"of the month before to day {last}; longer periods consist of such months.\n"
        )
    yield (
        f"Hạn nộp: {calendar.due_working_days} ngày làm việc sau khi kỳ kết thúc, trừ biểu có quy "
        f"định riêng. / Due {calendar.due_working_days} working days after the period ends, "
        "unless the form says otherwise.\n"
    )
    yield "Số liệu cộng thế nào / How numbers add:\n"
    yield from render_markdown_table(
        ("Tính chất / Nature", "Cách cộng", "How it adds"),
        ((" / ".join(name), *phrases.NATURE_RULES[n]) for n, name in phrases.NATURE_NAMES.items()),
    )


def _render_units(catalogue: Catalogue) -> Iterator[str]:
    yield "## Đơn vị / Units\n"
    yield (
        "Mã và tên đều có thể đổi chủ; chỉ `unit` là khóa. / Codes and names pass to other "
        "units; only `unit` is a key.\n"
    )
    yield from render_markdown_table(
        (
            "unit",
            "Tên",
            "Name",
            "Loại / kind",
            "Thuộc / parent",
            "Mã GSO / code",
            "Từ / from",
            "Đến / to",
            "Báo cáo từ / reports from",
            "Biểu / form",
            "Căn cứ / basis",
        ),
        map(_list_unit_cells, catalogue.units.values()),
    )
    yield from _render_unit_changes(catalogue)


def _render_unit_changes(catalogue: Catalogue) -> Iterator[str]:
    yield "### Thay đổi đơn vị / Changes of units\n"
    yield from render_markdown_table(
        (
            "Từ ngày / effective",
            "Cũ / old",
            "Mới / new",
            "Phạm vi / extent",
            "Tỷ lệ / share",
            "Phần ngoài / outside",
        ),
        (
            (
                c.effective,
                c.old_unit,
                c.new_unit,
                {"whole": "toàn bộ / whole", "part": "một phần / part"}[c.extent],
                "chưa biết / unknown"
                if c.known_share is None
                else phrases.format_vietnamese_number(c.known_share),
                _OUTSIDE_TEXTS[c.outside],
            )
            for c in catalogue.unit_changes
        ),
    )


def _render_coverage(catalogue: Catalogue) -> Iterator[str]:
    yield "### Độ phủ của địa bàn / Coverage of areas\n"
    yield (
        "Một địa bàn chỉ có số liệu trong những ngày này. Một phần thì gọi bằng tên riêng và không "
        "có chỉ tiêu. / An area has figures on these days only. A part is called by its own name "
        "and has no targets.\n"
    )
    yield from render_markdown_table(
        (
            "Địa bàn / area",
            "Đơn vị báo cáo / reporters",
            "Tên gọi",
            "Name",
            "Từ / from",
            "Đến / to",
            "Căn cứ / basis",
        ),
        (
            (
                c.area,
                {"all": "đủ / all", "part": "một phần / part"}[c.covers],
                c.name_vi,
                c.name_en,
                c.valid_from,
                c.valid_to,
                c.basis,
            )
            for c in catalogue.coverage
        ),
    )


def _list_unit_cells(unit: Unit) -> Sequence[object]:
    return (
        f"`{unit.unit}`",
        unit.name_vi,
        unit.name_en,
        unit.kind,
        unit.parent,
        unit.gso_code,
        unit.valid_from,
        unit.valid_to,
        unit.reports_from,
        unit.form,
        unit.basis,
    )


def _render_metrics(catalogue: Catalogue) -> Iterator[str]:
    yield "## Chất lượng số liệu / Data quality\n"
    yield "Ý nghĩa / meaning: [quality.md](quality.md).\n"
    yield from render_markdown_table(
        (
            "metric",
            "Tên",
            "Name",
            "Hướng tốt / direction",
            "Ngưỡng / threshold",
            "Giới hạn từng phép thử / limit",
            "Số lần vượt / divergent from",
            "Căn cứ / basis",
            "Cách tính",
            "Calculation",
        ),
        (
            (
                f"`{m.metric}`",
                *m.model_dump(exclude={"metric", "basis"}).values(),
                m.basis,
                *describe_metric(m),
            )
            for m in catalogue.metrics.values()
        ),
    )


def _render_tables() -> Iterator[str]:
    yield "## Bảng / Tables\n"
    for table in TABLES.values():
        yield f"### `{table.name}`\n"
        yield f"{table.vi} / {table.en}\n"
        yield f"Khóa / key: {', '.join(f'`{column}`' for column in table.key)}\n"
        yield from render_markdown_table(
            ("Cột / column", "Kiểu / type", "Nội dung", "Meaning", "Bắt buộc / required", "Check"),
            (_list_column_cells(table, column) for column in table.columns),
        )


def _list_column_cells(table: Table, column: str) -> Sequence[object]:
    field = table.get_field(column)
    required = "có / yes" if column in table.required else ""
    check = f"`{field.check}`" if field.check else ""
    return f"`{column}`", field.type, field.vi, field.en, required, check


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(render_dictionary(load_catalogue()), encoding="utf-8")
