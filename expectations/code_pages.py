"""The documentation of finding codes: one page per code, and an index page.

Pure: the same `codes.yaml` gives the same pages. `python -m expectations.code_pages FOLDER`
writes the pages. May call the floor below.
"""

import string
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from expectations.codes import Code, load_codes
from warehouse.entries import find_entry
from warehouse.language import LANGUAGES, Lang, choose_text

INDEX_FILE = "README.md"
_GENERATED_NOTICE = """\
<!-- Sinh ra từ expectations/codes.yaml bằng `make docs`; đừng sửa tay. -->
<!-- Generated from expectations/codes.yaml by `make docs`; do not edit. -->
"""
_SEVERITY_MEANINGS = {
    "error": (
        "**Lỗi**: báo cáo không được chấp nhận và được gửi trả; số liệu đã chấp nhận trước đó vẫn "
        "giữ nguyên.",
        "**Error**: the report is not accepted and goes back; figures that were accepted "
        "before stay in force.",
    ),
    "warning": (
        "**Cảnh báo**: báo cáo vẫn được chấp nhận; xem lại, nếu đúng thì không cần làm gì.",
        "**Warning**: the report is accepted; check the figure, and do nothing if it is right.",
    ),
    "note": (
        "**Ghi chú**: báo cáo được chấp nhận; chỉ để biết.",
        "**Note**: the report is accepted; the note is for information only.",
    ),
}
BLANK_DESCRIPTIONS = {
    "label": ("tên chỉ tiêu", "the row's label"),
    "rewriting": ("cách viết lại", "how to rewrite it"),
    "reason": ("lý do", "the reason"),
    "limit": ("số", "a number of"),
    "other_label": ("tên chỉ tiêu kia", "the other row's label"),
    "observed": ("nội dung đã ghi", "the text of the cell"),
    "expected": ("nội dung đúng", "the expected text"),
    "other": ("khác", "the other cell"),
    "other_value": ("số kia", "the other number"),
    "value": ("số đã ghi", "the figure"),
    "low": ("số nhỏ nhất", "the lowest"),
    "high": ("số lớn nhất", "the highest"),
    "unit": ("đơn vị tính", "units"),
    "frequency": ("loại kỳ", "kind of period"),
    "nature": ("loại số liệu", "kind of figure"),
    "earlier": ("kỳ trước", "the report before"),
    "version": ("số", "an earlier number"),
    "days": ("số", "some"),
    "first_day": ("ngày bắt đầu", "the first day"),
    "cell": ("địa chỉ", "its address"),
    "form": ("tên biểu", "the form"),
    "rows": ("số", "so many"),
    "tolerance": ("mức cho phép", "tolerance"),
    "other_unit": ("đơn vị tính kia", "the other's units"),
    "over": ("cả kỳ", "the whole period"),
    "own_value": ("số của đơn vị", "the office's own"),
    "is": ("bằng hoặc không quá", "equal to or at most"),
    "sum": ("số cộng", "sum"),
    "reporters": ("các đơn vị kia", "the other offices"),
    "share": ("tỷ lệ đúng", "the true share"),
    "others": ("số", "so many"),
    "year": ("năm", "the year"),
    "heaped": ("số", "so many"),
    "counted": ("số", "so many"),
    "seen": ("các dòng đầu tiên", "the first rows"),
    "candidates": ("các dòng chưa biết giống nhất", "the nearest unknown rows"),
    "place": ("vị trí", "the place"),
    "measure": ("đơn vị đếm", "what is counted"),
    "line": ("số", "so many"),
    "column": ("số", "so many"),
    "kind": ("loại dữ liệu", "kind of data"),
}
"""Words in place of a blank of a message; `day_en` has the words of `day`."""


def render_code_pages() -> dict[str, str]:
    """Render every page, by file name, the index first."""
    all_codes = load_codes()
    return {INDEX_FILE: _render_code_index(all_codes)} | {
        f"{code}.md": _render_code_page(all_codes[code]) for code in all_codes
    }


def _render_code_index(all_codes: Mapping[str, Code]) -> str:
    return "\n".join(_build_index_lines(all_codes))


def _build_index_lines(all_codes: Mapping[str, Code]) -> Iterator[str]:
    yield "# Mỗi mã nghĩa là gì / What a finding means\n"
    yield _GENERATED_NOTICE
    for severity, meaning in _SEVERITY_MEANINGS.items():
        yield " / ".join(meaning) + "\n"
        yield "| Mã / code | Sai gì | What is wrong |"
        yield "| --- | --- | --- |"
        for code in sorted(
            code_name for code_name in all_codes if all_codes[code_name].severity == severity
        ):
            vi, en = (
                _format_code_text(all_codes[code], "message", language_index)
                for language_index in LANGUAGES
            )
            yield f"| [{code}]({code}.md) | {vi} | {en} |"
        yield ""


def _render_code_page(code: Code) -> str:
    return "\n".join(_build_page_lines(code))


def _build_page_lines(code: Code) -> Iterator[str]:
    yield f"# {code.code}\n"
    yield _GENERATED_NOTICE
    yield " / ".join(_SEVERITY_MEANINGS[code.severity]) + "\n"
    yield "| | Tiếng Việt | English |"
    yield "| --- | --- | --- |"
    for title, text_kind in (("Sai gì / what is wrong", "message"), ("Cách sửa / how", "remedy")):
        vi, en = (_format_code_text(code, text_kind, lang) for lang in LANGUAGES)
        yield f"| {title} | {vi} | {en} |"
    yield ""
    if code.example:
        wrong_text, right_text = code.example
        yield "| Đã ghi / written | Ghi lại / write instead |"
        yield "| --- | --- |"
        yield f"| `{wrong_text}` | `{right_text}` |"
        yield ""
    yield f"[Mọi mã / every code]({INDEX_FILE})\n"


def _format_code_text(code: Code, text_kind: str, language_index: Lang) -> str:
    """Format a text of a code for a table cell, with words in place of the blanks."""
    template: str = getattr(code, f"{text_kind}_{language_index}")
    parts = (
        literal + (f"*{_describe_blank(blank_name, language_index)}*" if blank_name else "")
        for literal, blank_name, _, _ in string.Formatter().parse(template)
    )
    return "".join(parts).replace("|", "\\|")


def _describe_blank(blank_name: str, language_index: Lang) -> str:
    place = "expectations/code_pages.py, BLANK_DESCRIPTIONS"
    description = find_entry(BLANK_DESCRIPTIONS, blank_name.removesuffix("_en"), place)
    return choose_text(description, language_index)


def write_code_pages(folder: Path) -> None:
    """Write every page, and remove the pages of deleted codes."""
    folder.mkdir(parents=True, exist_ok=True)
    code_pages = render_code_pages()
    for page_path in folder.glob("*.md"):
        if page_path.name not in code_pages:
            page_path.unlink()
    for name, text in code_pages.items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write_code_pages(Path(sys.argv[1]))
