"""The page of every expectation in words: row, claim, and verdict of a failure.

Pure: the same catalogue gives the same page. `python -m expectations.expectation_page FILE`
writes the page of the shipped catalogue. May call the floor below.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from expectations.claims import SERIES, claim
from expectations.codes import codes
from expectations.relations import declared
from expectations.results import in_snake_case
from expectations.rules import rules
from warehouse.catalogue import Catalogue, Form, load, wording
from warehouse.catalogue.wording import Words

_HEAD = """\
# Các phép kiểm tra / Every expectation

<!-- Sinh ra từ danh mục bằng `make docs`; đừng sửa tay. -->
<!-- Generated from the catalogue by `make docs`; do not edit. -->

Khi nhận, mỗi báo cáo được xét riêng theo biểu của nó. Mỗi đêm, số đang có hiệu lực lại được đặt \
cạnh các kỳ trước và các đơn vị khác. Thiếu một số cần để so thì là **chưa biết**, không phải đúng.

When it comes, a report is looked at by itself, as its form asks. Every night what is in force is \
seen beside other periods and offices. Where a figure that is needed is missing the answer is \
**unknown**, which is no pass.

| Kết luận / verdict | |
| --- | --- |
| **chặn** / returned | báo cáo bị trả lại để sửa / the report goes back to be mended |
| **cần kiểm tra** / to be verified | báo cáo được chấp nhận; xem lại, nếu đúng thì thôi / \
accepted; look again, and if it is right leave it |
| **ghi chú** / noted | chỉ để biết / only to know |

Bấm vào mã để xem cách sửa. Lỗi thấy ngay khi đọc tệp (không phải là số, sai kỳ, …) có ở \
[danh sách mã](findings/README.md). Kết quả từng lượt nằm ở bảng `core.expectation_results` \
([từ điển dữ liệu](catalogue.md)); chữ nhỏ là tên của phép kiểm tra trong Great Expectations. / A \
code leads to how to mend it. Faults of reading are in the [list of codes](findings/README.md). \
Results are in the table `core.expectation_results`; small print is the name in Great Expectations.
"""
_VERDICTS = {
    "error": "**chặn** / returned",
    "warning": "**cần kiểm tra** / to be verified",
    "note": "**ghi chú** / noted",
}
_EVERY: Words = ("mọi chỉ tiêu", "every row")
_EVERY_FIGURE: Words = ("mọi chỉ tiêu là số", "every row that is a figure")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a table: the claim, the code of a failure, and the expectation in the suite."""

    words: Words
    code: str
    expectation: str


def page(catalogue: Catalogue) -> str:
    """Render the whole page of a catalogue."""
    return "\n".join(_page(catalogue))


def _page(catalogue: Catalogue) -> Iterator[str]:
    yield _HEAD
    yield "## Mỗi đêm, trên số đang có hiệu lực / Every night, of what is in force\n"
    yield from _table([_Line(words, code, name) for code, (name, words) in SERIES.items()])
    yield "## Theo từng biểu / Form by form\n"
    for form in catalogue.forms.values():
        lines = [*_at_intake(form), *_every_night(catalogue, form)]
        yield f"### {form.name_vi} / {form.name_en}\n"
        yield "<details>"
        yield f"<summary>{len(lines)} dòng / lines, {len(form.elements)} chỉ tiêu / rows</summary>"
        yield ""
        yield from _table(lines)
        yield "</details>\n"


def _at_intake(form: Form) -> Iterator[_Line]:
    """Yield the claims at intake; equal claims about several rows share a line."""
    asked: dict[tuple[str, str, Words], list[str]] = {}
    for rule in rules(form):
        key = rule.code, rule.expectation, claim(form, rule)
        asked.setdefault(key, []).append(rule.element)
    for (code, expectation, (vi, en)), names in asked.items():
        rows_vi, rows_en = _rows(form, names)
        yield _Line((f"{rows_vi}: {vi}", f"{rows_en}: {en}"), code, expectation)
    for stated, rule in zip(form.relations, declared(form), strict=True):
        yield _Line(wording.declared(form, stated), rule.code, rule.expectation)


def _rows(form: Form, names: list[str]) -> Words:
    if len(names) == len(form.elements):
        return _EVERY
    if names == [e.element for e in form.elements if not e.is_yes_no]:
        return _EVERY_FIGURE
    found = [form.element(name) for name in names]
    return (
        "; ".join(f"«{element.name_vi}»" for element in found),
        "; ".join(f"«{element.name_en}»" for element in found),
    )


def _every_night(catalogue: Catalogue, form: Form) -> Iterator[_Line]:
    """Yield the claims about series in the declaration of the form."""
    for total in form.totals:
        words = wording.total(form, total, catalogue.forms)
        yield _Line(words, "W-TOTAL-001", SERIES["W-TOTAL-001"][0])
    stated = [(None, form.jump), *((element, element.jump) for element in form.elements)]
    for element, jump in stated:
        if jump:
            yield _Line(wording.jump(element, jump), "W-JUMP-001", SERIES["W-JUMP-001"][0])


def _table(lines: list[_Line]) -> Iterator[str]:
    yield "| Phải đúng | What must hold | Kết luận / verdict | Mã / code |"
    yield "| --- | --- | --- | --- |"
    for line in lines:
        verdict = _VERDICTS[codes()[line.code].severity]
        vi, en = (words[:1].upper() + words[1:].replace("|", "\\|") for words in line.words)
        small = f"<sub>{in_snake_case(line.expectation)}</sub>"
        yield f"| {vi} | {en} | {verdict} | [{line.code}](findings/{line.code}.md)<br>{small} |"
    yield ""


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(load()), encoding="utf-8")
