"""Writes `docs/elements.md`: for each element of each form, every place of publication.

Derived from the catalogue by the rules of the tables, the page and the indicators; `make docs`
calls it. Markdown only. May call the floors below.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from assets.published.page.reporting_grid import list_reporting_units
from warehouse.catalogue import Catalogue, load_catalogue, phrases
from warehouse.catalogue.element_places import FormPlaces, find_form_places
from warehouse.catalogue.markdown import join_languages, render_markdown_table
from warehouse.periods import Grain

_HEAD = """\
# Chỉ tiêu nào công bố ở đâu / Where each element is published

<!-- Sinh ra từ danh mục bằng `make docs`; đừng sửa tay. -->
<!-- Generated from the catalogue by `make docs`; do not edit. -->

Mọi chỉ tiêu của một biểu ở cùng các bảng số liệu, vì bảng lấy cả biểu:

- `marts.element_values` và `office/data/element_values.csv`: số của từng đơn vị, mỗi kỳ;
- `marts.area_values` và `office/data/area_values.csv`: số cộng của địa bàn, còn thiếu báo cáo nào;
- [`chiso tables`](reports.md): mỗi biểu một trang, chỉ tiêu theo hàng, ở mọi kỳ mà biểu chia hết;
- [trang](page.md) của cơ quan, mục «Bảng tổng hợp»: cũng bảng ấy, bấm vào số thì ra nguồn.

Chỉ số lấy từ chỉ tiêu thì ở cả trang, biểu đồ, báo cáo và `public/`; \
chỉ tiêu không vào chỉ số nào chỉ ở các bảng trên, cho cơ quan.
`chiso catalogue check` nêu biểu không có chỗ trong một bảng, và chỉ tiêu không vào chỉ số nào.

Every element of a form is in the same tables, because a table takes the whole form: \
the figures of units, the sums of areas, a sheet of the workbook, a table of the office's page.
An indicator made from an element is on the page, in charts, reports and `public/` as well; \
an element in no indicator is in these tables alone, for the office.
`chiso catalogue check` names a form without a place in a table, and elements in no indicator.
"""


def render_element_page(catalogue: Catalogue) -> str:
    """Render the page: a section for each form, a row for each element."""
    return "\n".join(_list_lines(catalogue))


def _list_lines(catalogue: Catalogue) -> Iterator[str]:
    yield _HEAD
    for form in catalogue.forms.values():
        places = find_form_places(
            form,
            catalogue.units.values(),
            catalogue.coverage,
            catalogue.indicators.values(),
        )
        yield f"## `{form.form}`: {form.name_vi} / {form.name_en}\n"
        yield from _list_tables(catalogue, places)
        yield from render_markdown_table(
            ("Chỉ tiêu / element", "Tên", "Name", "Chỉ số / indicators"),
            (
                (
                    f"`{element.element}`",
                    element.name_vi,
                    element.name_en,
                    ", ".join(places.indicators[element.element]) or "–",
                )
                for element in form.elements
            ),
        )


def _list_tables(catalogue: Catalogue, places: FormPlaces) -> Iterator[str]:
    """List the tables with every element of a form; a place without rows says so."""
    grains = [
        phrases.GRAIN_PHRASES[grain] for grain in Grain if places.form.frequency.fills_grain(grain)
    ]
    is_on_page = {unit.unit for unit in places.units} <= {
        unit.unit for unit in list_reporting_units(catalogue)
    }
    units = ", ".join(f"`{unit.unit}`" for unit in places.units)
    yield f"- `marts.element_values`: {units or '–'}"
    yield f"- `marts.area_values`: {', '.join(f'`{area}`' for area in places.areas) or '–'}"
    yield (
        f"- `chiso tables`: {', '.join(vi for vi, _ in grains)} / "
        f"{', '.join(en for _, en in grains)}"
    )
    yield f"- trang / page: {join_languages('có', 'yes') if is_on_page else '–'}\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(render_element_page(load_catalogue()), encoding="utf-8")
