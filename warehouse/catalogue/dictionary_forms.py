"""The forms in the dictionary: elements, signs, and the relations between numbers.

Text only; the whole page is `dictionary`. May import this package only.
"""

from collections.abc import Iterator, Sequence

from warehouse.catalogue import phrases
from warehouse.catalogue.declarations import StockJump
from warehouse.catalogue.loader import Catalogue
from warehouse.catalogue.markdown import join_languages, render_markdown_table
from warehouse.catalogue.models import Element, Form


def render_forms(catalogue: Catalogue) -> Iterator[str]:
    """Render every form with the elements and the relations between them."""
    yield "## Biểu mẫu / Forms\n"
    for form in catalogue.forms.values():
        vi, en = phrases.FREQUENCY_NAMES[form.frequency]
        days = form.due_working_days
        yield f"### `{form.form}`: {form.name_vi} / {form.name_en}\n"
        yield f"- Kỳ / frequency: {vi} / {en}; phiên bản / version {form.version}"
        if days is not None:
            yield f"- Hạn nộp / due: {days} ngày làm việc / working days"
        for sign, meaning in (
            ("zero", "bằng không / zero"),
            ("not_applicable", "không áp dụng / not applicable"),
            ("missing", "thiếu số liệu / missing"),
        ):
            yield f"- Ký hiệu {meaning}: {' '.join(f'`{s}`' for s in getattr(form.marks, sign))}"
        yield f"- Căn cứ / basis: {form.basis}\n"
        yield from render_markdown_table(
            (
                "Mã / element",
                "Chỉ tiêu",
                "Label",
                "ĐVT / unit",
                "Phải ghi / required",
                "Tính chất / nature",
                "Quan hệ / relation",
                "Khoảng / range",
                "Nhạy cảm / sensitive",
                "Căn cứ / basis",
            ),
            (_list_element_cells(form, element) for element in form.elements),
        )
        yield from _render_relations(catalogue, form)


def _render_relations(catalogue: Catalogue, form: Form) -> Iterator[str]:
    statements = [
        *((r.verdict, phrases.describe_relation(form, r), r.basis) for r in form.relations),
        *(
            ("verify", phrases.describe_total(form, t, catalogue.forms), t.basis)
            for t in form.totals
        ),
        *(
            ("verify", phrases.describe_stock_jump(name, j), j.basis)
            for name, j in _list_stock_jumps(form)
        ),
    ]
    if statements:
        yield "Quan hệ phải giữ / Relations that must hold:\n"
        for verdict, phrase, basis in statements:
            yield (
                f"- {join_languages(*phrases.VERDICT_PHRASES[verdict])}: "
                f"{join_languages(*phrase)} ({basis})"
            )
        yield ""


def _list_stock_jumps(form: Form) -> Iterator[tuple[Element | None, StockJump]]:
    if form.jump:
        yield None, form.jump
    yield from ((e, e.jump) for e in form.elements if e.jump)


def _list_element_cells(form: Form, element: Element) -> Sequence[object]:
    return (
        f"`{element.element}`",
        element.name_vi,
        element.name_en,
        element.unit,
        "có / yes" if element.required else "được để trống / may stay blank",
        join_languages(*phrases.NATURE_NAMES[element.nature]),
        join_languages(*phrases.describe_part(form, element)),
        join_languages(*phrases.describe_ranges(element)),
        "có / yes" if element.sensitive else "",
        element.basis,
    )
