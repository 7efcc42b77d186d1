"""The texts of `chiso publication`, and of a publication that does not exist.

One entry per sentence in Vietnamese and English.
"""

from warehouse.language import Lang, choose_text

_MESSAGES: dict[str, tuple[str, str]] = {
    "no_such_publication": (
        "Không có lần công bố số {number}; có: {known}.",
        "There is no publication {number}; there are: {known}.",
    ),
    "no_publications_known": (
        "Sổ chưa ghi lần công bố nào; hãy hỏi theo ngày.",
        "The register knows no publication; ask by days.",
    ),
    "no_catalogue": (
        "Nhà này không còn bản danh mục {catalogue} của lần công bố ấy.",
        "This home has no copy of catalogue {catalogue} of that publication.",
    ),
    "rebuilt": (
        "Đã dựng lại lần công bố số {number}, {moment}: {path}",
        "Publication {number} of {moment} was made again: {path}",
    ),
    "same_tables": ("Mọi bảng bằng nhau.", "Every table is equal."),
    "changed_tables": (
        "{count} bảng khác với khi công bố: {names}",
        "{count} tables differ from those published: {names}",
    ),
    "other_code": (
        "Khi ấy là phiên bản khác của chương trình ({version}).",
        "Another version of the program ({version}) made it.",
    ),
    "number_title": ("Số", "Number"),
    "moment_title": ("Công bố lúc", "Published"),
    "version_title": ("Phiên bản", "Version"),
    "catalogue_title": ("Danh mục", "Catalogue"),
}


def format_publication_message(lang: Lang, key: str, **blanks: object) -> str:
    """Format a text in a language."""
    return choose_text(_MESSAGES[key], lang).format(**blanks)


def describe_unknown_publication(lang: Lang, number: int, known: list[int]) -> str:
    """Say that a publication does not exist, and which do."""
    if not known:
        return format_publication_message(lang, "no_publications_known")
    return format_publication_message(
        lang, "no_such_publication", number=number, known=_format_numbers(known)
    )


def _format_numbers(numbers: list[int]) -> str:
    """Write numbers in a row as a range: `1–4, 7`."""
    ranges: list[list[int]] = []
    for number in sorted(numbers):
        if ranges and number == ranges[-1][-1] + 1:
            ranges[-1].append(number)
        else:
            ranges.append([number])
    return ", ".join(f"{r[0]}–{r[-1]}" if len(r) > 1 else str(r[0]) for r in ranges)
