"""The forms in the dictionary: elements, signs, and the relations between numbers.

Text only; the whole page is `dictionary`. May import this package only.
"""

from collections.abc import Iterator, Sequence

from warehouse.catalogue import wording
from warehouse.catalogue.declared import StockJump
from warehouse.catalogue.loading import Catalogue
from warehouse.catalogue.markdown import grid, pair
from warehouse.catalogue.models import Element, Form


def forms(catalogue: Catalogue) -> Iterator[str]:
    """Render every form with the elements and the relations between them."""
    yield "## Biểu mẫu / Forms\n"
    for form in catalogue.forms.values():
        vi, en = wording.FREQUENCIES[form.frequency]
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
        yield from grid(
            (
                "Mã / element",
                "Chỉ tiêu",
                "Label",
                "ĐVT / unit",
                "Tính chất / nature",
                "Quan hệ / relation",
                "Khoảng / range",
                "Nhạy cảm / sensitive",
                "Căn cứ / basis",
            ),
            (_element(form, element) for element in form.elements),
        )
        yield from _declared(catalogue, form)


def _declared(catalogue: Catalogue, form: Form) -> Iterator[str]:
    stated = [
        *((r.verdict, wording.declared(form, r), r.basis) for r in form.relations),
        *(("verify", wording.total(form, t, catalogue.forms), t.basis) for t in form.totals),
        *(("verify", wording.jump(name, j), j.basis) for name, j in _jumps(form)),
    ]
    if stated:
        yield "Quan hệ phải giữ / Relations that must hold:\n"
        for verdict, words, basis in stated:
            yield f"- {pair(*wording.VERDICTS[verdict])}: {pair(*words)} ({basis})"
        yield ""


def _jumps(form: Form) -> Iterator[tuple[Element | None, StockJump]]:
    if form.jump:
        yield None, form.jump
    yield from ((e, e.jump) for e in form.elements if e.jump)


def _element(form: Form, element: Element) -> Sequence[object]:
    return (
        f"`{element.element}`",
        element.name_vi,
        element.name_en,
        element.unit,
        pair(*wording.NATURES[element.nature]),
        pair(*wording.relation(form, element)),
        pair(*wording.ranges(element)),
        "có / yes" if element.sensitive else "",
        element.basis,
    )
