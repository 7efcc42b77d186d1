"""The texts of `chiso publication`, and of a publication that does not exist.

One entry per sentence in Vietnamese and English; part of `command_messages`.
"""

PUBLICATION_MESSAGES: dict[str, tuple[str, str]] = {
    "no_such_publication": (
        "Không có lần công bố số {number}; có: {known}.",
        "There is no publication {number}; there are: {known}.",
    ),
    "no_publications_known": (
        "Sổ chưa ghi lần công bố nào; hãy hỏi theo ngày.",
        "The register knows no publication; ask by days.",
    ),
    "no_published_catalogue": (
        "Nhà này không còn bản danh mục {catalogue} của lần công bố ấy.",
        "This home has no copy of catalogue {catalogue} of that publication.",
    ),
    "publication_rebuilt": (
        "Đã dựng lại lần công bố số {number}, {moment}: {path}",
        "Publication {number} of {moment} was made again: {path}",
    ),
    "publication_same": ("Mọi bảng bằng nhau.", "Every table is equal."),
    "publication_changed": (
        "{count} bảng khác với khi công bố: {names}",
        "{count} tables differ from those published: {names}",
    ),
    "publication_other_code": (
        "Khi ấy là phiên bản khác của chương trình ({version}).",
        "Another version of the program ({version}) made it.",
    ),
    "publication_number": ("Số", "Number"),
    "publication_moment": ("Công bố lúc", "Published"),
    "publication_version": ("Phiên bản", "Version"),
    "publication_catalogue": ("Danh mục", "Catalogue"),
}
