"""The documentation of finding codes: one page per code, and an index page.

Pure: the same `codes.yaml` gives the same pages. `python -m expectations.code_pages FOLDER`
writes the pages. May call the floor below.
"""

import string
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from expectations.codes import Code, codes
from warehouse.language import LANGUAGES, Lang, choose_text

INDEX = "README.md"
_GENERATED = """\
<!-- Sinh ra từ expectations/codes.yaml bằng `make docs`; đừng sửa tay. -->
<!-- Generated from expectations/codes.yaml by `make docs`; do not edit. -->
"""
_MEANINGS = {
    "error": (
        "**Lỗi**: báo cáo không được chấp nhận và được gửi trả; số liệu đã chấp nhận trước đó vẫn "
        "giữ nguyên.",
        "**Error**: the report is not accepted and goes back; what was accepted before stays.",
    ),
    "warning": (
        "**Cảnh báo**: báo cáo vẫn được chấp nhận; xem lại, nếu đúng thì không cần làm gì.",
        "**Warning**: the report is accepted; look again, and if it is right leave it.",
    ),
    "note": (
        "**Ghi chú**: báo cáo được chấp nhận; chỉ để biết.",
        "**Note**: the report is accepted; this is only to know.",
    ),
}
_BLANKS = {
    "label": ("tên chỉ tiêu", "the row's label"),
    "other_label": ("tên chỉ tiêu kia", "the other row's label"),
    "observed": ("nội dung đã ghi", "what was written"),
    "expected": ("nội dung đúng", "what is expected"),
    "other": ("khác", "the other cell"),
    "other_value": ("số kia", "the other number"),
    "value": ("số đã ghi", "the figure"),
    "low": ("số nhỏ nhất", "the lowest"),
    "high": ("số lớn nhất", "the highest"),
    "unit": ("đơn vị tính", "units"),
    "frequency": ("loại kỳ", "kind of period"),
    "nature": ("loại số liệu", "kind of figure"),
    "earlier": ("kỳ trước", "the report before"),
    "days": ("số", "some"),
    "cell": ("địa chỉ", "its address"),
    "form": ("tên biểu", "the form"),
    "rows": ("số", "so many"),
    "tolerance": ("mức cho phép", "tolerance"),
    "other_unit": ("đơn vị tính kia", "the other's units"),
    "over": ("cả kỳ", "the whole period"),
    "held": ("số của đơn vị", "the office's own"),
    "is": ("bằng hoặc không quá", "equal to or at most"),
    "sum": ("số cộng", "sum"),
    "told_by": ("các đơn vị kia", "the other offices"),
    "share": ("tỷ lệ đúng", "the true share"),
    "others": ("số", "so many"),
    "year": ("năm", "the year"),
    "heaped": ("số", "so many"),
    "counted": ("số", "so many"),
    "place": ("vị trí", "the place"),
    "kind": ("loại dữ liệu", "kind of data"),
}
"""Words in place of a blank of a message; a blank without an entry becomes dots."""


def pages() -> dict[str, str]:
    """Render every page, by file name, the index first."""
    found = codes()
    return {INDEX: _index(found)} | {f"{code}.md": _page(found[code]) for code in found}


def _index(found: Mapping[str, Code]) -> str:
    return "\n".join(_index_lines(found))


def _index_lines(found: Mapping[str, Code]) -> Iterator[str]:
    yield "# Mỗi mã nghĩa là gì / What a finding means\n"
    yield _GENERATED
    for severity, meaning in _MEANINGS.items():
        yield " / ".join(meaning) + "\n"
        yield "| Mã / code | Sai gì | What is wrong |"
        yield "| --- | --- | --- |"
        for code in sorted(c for c in found if found[c].severity == severity):
            vi, en = (_told(found[code], "message", lang) for lang in LANGUAGES)
            yield f"| [{code}]({code}.md) | {vi} | {en} |"
        yield ""


def _page(code: Code) -> str:
    return "\n".join(_page_lines(code))


def _page_lines(code: Code) -> Iterator[str]:
    yield f"# {code.code}\n"
    yield _GENERATED
    yield " / ".join(_MEANINGS[code.severity]) + "\n"
    yield "| | Tiếng Việt | English |"
    yield "| --- | --- | --- |"
    for title, text in (("Sai gì / what is wrong", "message"), ("Cách sửa / how", "remedy")):
        vi, en = (_told(code, text, lang) for lang in LANGUAGES)
        yield f"| {title} | {vi} | {en} |"
    yield ""
    if code.example:
        typed, mended = code.example
        yield "| Đã ghi / written | Ghi lại / write instead |"
        yield "| --- | --- |"
        yield f"| `{typed}` | `{mended}` |"
        yield ""
    yield f"[Mọi mã / every code]({INDEX})\n"


def _told(code: Code, text: str, lang: Lang) -> str:
    """Format a text of a code for a table cell, with words in place of the blanks."""
    words: str = getattr(code, f"{text}_{lang}")
    parts = (
        told + (f"*{_blank(name, lang)}*" if name else "")
        for told, name, _, _ in string.Formatter().parse(words)
    )
    return "".join(parts).replace("|", "\\|")


def _blank(name: str, lang: Lang) -> str:
    return choose_text(_BLANKS.get(name.removesuffix("_en"), ("…", "…")), lang)


def write(folder: Path) -> None:
    """Write every page, and remove the pages of deleted codes."""
    folder.mkdir(parents=True, exist_ok=True)
    written = pages()
    for page in folder.glob("*.md"):
        if page.name not in written:
            page.unlink()
    for name, text in written.items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
