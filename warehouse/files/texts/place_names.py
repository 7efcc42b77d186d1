"""Places of texts outside cells, in English: the search names a place in Vietnamese.

Words only; `file_texts` and `office_parts` find the texts. May call nothing.
"""

import re

_PLACE_NAMES = {
    "tên tệp": "the file's name",
    "tên tệp trong tệp nén": "the name of a file in the zip",
    "phần ngoài ô (chú thích, tên vùng, thuộc tính)": "outside cells (comments, names, properties)",
    "tên trang tính số": "the name of sheet",
    "dòng": "line",
    "đầu trang hoặc chân trang": "a header or footer",
    "tên người viết chú thích": "the author of a comment",
    "chú thích của ô": "the comment of cell",
    "chú thích": "a comment",
    "thuộc tính tệp": "the file property",
    "tên vùng đã đặt": "a defined name",
    "liên kết": "a link",
    "tên người sửa văn bản": "the author of a change",
    "phần văn bản": "the text of the document",
    "dữ liệu nhớ của bảng tổng hợp": "cached data of a pivot table",
    "dữ liệu nhớ của liên kết": "cached data of a link",
    "khung chữ": "a text box",
    "lời nhắc của ô": "the prompt of a cell",
    "danh sách chọn của ô": "a list to choose from",
    "chữ thay hình": "the alternative text of a picture",
    "dữ liệu XML riêng": "custom XML",
    "tệp nhúng": "an embedded file",
    "Đoạn": "paragraph",
    "Bảng": "table",
    "ô": "cell",
}
_ADDRESS = re.compile(r" (?:[A-Z]*\d+|\(\w+\))$")


def translate_place(place: str) -> str:
    """Translate a place into English; a number, cell or property behind the words stays."""
    address = _ADDRESS.search(place)
    name = place[: address.start()] if address else place
    return _PLACE_NAMES.get(name, "another place") + (address[0] if address else "")
