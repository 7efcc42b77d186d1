"""The page of every expectation in words: row, claim, and verdict of a failure.

Pure: the same catalogue gives the same page. `python -m expectations.expectation_page FILE`
writes the page of the shipped catalogue. May call the floor below.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from expectations.codes import find_code
from expectations.intake.claims import SERIES_CLAIMS, format_intake_claim
from expectations.intake.relations import build_relation_rules
from expectations.intake.rules import build_form_rules
from expectations.intake.suite_results import convert_to_snake_case
from warehouse.catalogue import Catalogue, Form, load_catalogue, phrases
from warehouse.catalogue.phrases import BilingualPhrase

_EXPECTATION_PAGE_HEAD = """\
# Các phép kiểm tra / Every expectation

<!-- Sinh ra từ danh mục bằng `make docs`; đừng sửa tay. -->
<!-- Generated from the catalogue by `make docs`; do not edit. -->

Khi nhận, mỗi báo cáo được xét riêng theo biểu của nó. Mỗi đêm, số đang có hiệu lực lại được đặt \
cạnh các kỳ trước và các đơn vị khác. Thiếu một số cần để so thì là **chưa biết**, không phải đúng.

At intake each report is checked alone, by the rules of its form. Every night the values in force \
are compared with earlier periods and with other offices. If a required figure is missing, the \
result is **unknown**, and unknown is not a pass.

| Kết luận / verdict | |
| --- | --- |
| **chặn** / returned | báo cáo bị trả lại để sửa / the report goes back for correction |
| **cần kiểm tra** / to be verified | báo cáo được chấp nhận; xem lại, nếu đúng thì thôi / \
the report is accepted; check the figure, and do nothing if it is right |
| **ghi chú** / noted | chỉ để biết / for information only |

Bấm vào mã để xem cách sửa. Lỗi thấy ngay khi đọc tệp (không phải là số, sai kỳ, …) có ở \
[danh sách mã](findings/README.md). Kết quả từng lượt nằm ở bảng `core.expectation_results` \
([từ điển dữ liệu](catalogue.md)); chữ nhỏ là tên của phép kiểm tra trong Great Expectations. / \
Each code links to its remedy. Faults of reading are in the [list of codes](findings/README.md). \
The results of each run are in the table `core.expectation_results`; the small print is the name \
of the check in Great Expectations.
"""
_VERDICT_LABELS = {
    "error": "**chặn** / returned",
    "warning": "**cần kiểm tra** / to be verified",
    "note": "**ghi chú** / noted",
}
_EVERY_ROW: BilingualPhrase = ("mọi chỉ tiêu", "every row")
_EVERY_REQUIRED: BilingualPhrase = ("mọi chỉ tiêu phải ghi", "every required row")
_WHOLE_REPORT: BilingualPhrase = ("cả báo cáo", "the whole report")
_EVERY_FIGURE: BilingualPhrase = ("mọi chỉ tiêu là số", "every row that is a figure")


@dataclass(frozen=True, slots=True)
class _ClaimLine:
    """A line of a table: the claim, the code of a failure, and the expectation in the suite."""

    description: BilingualPhrase
    code: str
    expectation: str


def render_expectation_page(catalogue: Catalogue) -> str:
    """Render the whole page of a catalogue."""
    return "\n".join(_build_expectation_lines(catalogue))


def _build_expectation_lines(catalogue: Catalogue) -> Iterator[str]:
    yield _EXPECTATION_PAGE_HEAD
    yield "## Mỗi đêm, trên số đang có hiệu lực / Every night, on the values in force\n"
    yield from _build_claim_table(
        [
            _ClaimLine(description, code, expectation)
            for code, (expectation, description) in SERIES_CLAIMS.items()
        ]
    )
    yield "## Theo từng biểu / Form by form\n"
    for form in catalogue.forms.values():
        lines = [*_build_intake_lines(form), *_build_series_lines(catalogue, form)]
        yield f"### {form.name_vi} / {form.name_en}\n"
        yield "<details>"
        yield f"<summary>{len(lines)} dòng / lines, {len(form.elements)} chỉ tiêu / rows</summary>"
        yield ""
        yield from _build_claim_table(lines)
        yield "</details>\n"


def _build_intake_lines(form: Form) -> Iterator[_ClaimLine]:
    """Yield the claims at intake; equal claims about several rows share a line."""
    elements_by_claim: dict[tuple[str, str, BilingualPhrase], list[str]] = {}
    for rule in build_form_rules(form):
        key = rule.code, rule.expectation, format_intake_claim(form, rule)
        elements_by_claim.setdefault(key, []).append(rule.element)
    for (code, expectation, (vi, en)), element_names in elements_by_claim.items():
        rows_vi, rows_en = _name_rows(form, element_names)
        yield _ClaimLine((f"{rows_vi}: {vi}", f"{rows_en}: {en}"), code, expectation)
    for relation, rule in zip(form.relations, build_relation_rules(form), strict=True):
        yield _ClaimLine(phrases.describe_relation(form, relation), rule.code, rule.expectation)


def _name_rows(form: Form, element_names: list[str]) -> BilingualPhrase:
    if len(element_names) == len(form.elements):
        return _EVERY_ROW
    if element_names == [form.form]:
        return _WHOLE_REPORT
    if element_names == [e.element for e in form.elements if e.required]:
        return _EVERY_REQUIRED
    if element_names == [e.element for e in form.elements if not e.is_yes_no]:
        return _EVERY_FIGURE
    named_elements = [form.get_element(name) for name in element_names]
    return (
        "; ".join(f"«{element.name_vi}»" for element in named_elements),
        "; ".join(f"«{element.name_en}»" for element in named_elements),
    )


def _build_series_lines(catalogue: Catalogue, form: Form) -> Iterator[_ClaimLine]:
    """Yield the claims about series in the declaration of the form."""
    for total in form.totals:
        description = phrases.describe_total(form, total, catalogue.forms)
        yield _ClaimLine(description, "W-TOTAL-001", SERIES_CLAIMS["W-TOTAL-001"][0])
    stated_jumps = [(None, form.jump), *((element, element.jump) for element in form.elements)]
    for element, jump in stated_jumps:
        if jump:
            yield _ClaimLine(
                phrases.describe_stock_jump(element, jump),
                "W-JUMP-001",
                SERIES_CLAIMS["W-JUMP-001"][0],
            )


def _build_claim_table(lines: list[_ClaimLine]) -> Iterator[str]:
    yield "| Phải đúng | What must hold | Kết luận / verdict | Mã / code |"
    yield "| --- | --- | --- | --- |"
    for line in lines:
        verdict = _VERDICT_LABELS[find_code(line.code).severity]
        vi, en = (text[:1].upper() + text[1:].replace("|", "\\|") for text in line.description)
        small_print = f"<sub>{convert_to_snake_case(line.expectation)}</sub>"
        yield (
            f"| {vi} | {en} | {verdict} | [{line.code}](findings/{line.code}.md)<br>{small_print} |"
        )
    yield ""


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(render_expectation_page(load_catalogue()), encoding="utf-8")
