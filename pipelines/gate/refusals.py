"""Every answer by which a gate refuses a request: its status and its words, in both languages.

No data of the request is repeated in an answer. Calls `warehouse.language` only.
"""

from enum import Enum

from starlette.responses import PlainTextResponse, Response

from warehouse.language import Bilingual


class Refusal(Enum):
    """Why a request does not pass."""

    FOREIGN_HOST = (
        403,
        "Địa chỉ lạ: hãy mở đúng địa chỉ mà `chiso ui` in ra.",
        "An unknown host: open the address that `chiso ui` prints.",
    )
    FOREIGN_ORIGIN = (
        403,
        "Yêu cầu đến từ một trang khác nên không được nhận.",
        "The request comes from another page and is refused.",
    )
    NO_SESSION = (
        401,
        "Chưa đăng nhập: hãy mở địa chỉ đăng nhập, hoặc chạy `chiso login` để có địa chỉ mới.",
        "Not logged in: open the login address, or run `chiso login` for a new one.",
    )
    USED_LOGIN = (
        401,
        "Địa chỉ đăng nhập này đã dùng hoặc đã quá hạn: hãy chạy `chiso login`.",
        "This login address was used or is too old: run `chiso login`.",
    )
    READ_ONLY = (403, "Chỉ được xem.", "Read-only.")
    BAD_PATH = (404, "Không có trang này.", "There is no such page.")
    BAD_METHOD = (
        405,
        "Chỉ nhận GraphQL bằng POST; các trang khác bằng GET.",
        "GraphQL is taken by POST only, all other pages by GET.",
    )
    NOT_JSON = (415, "Chỉ nhận JSON.", "Only JSON is taken.")
    TOO_LARGE = (413, "Yêu cầu quá lớn.", "The request is too large.")
    UNREADABLE = (400, "Không đọc được yêu cầu.", "The request cannot be read.")
    NO_ANSWER = (
        503,
        "Dagster đang khởi động hoặc đang bận; trang này tự mở lại.",
        "Dagster is starting or busy; this page opens again by itself.",
    )

    def __init__(self, status: int, vi: str, en: str) -> None:
        self.status = status
        self.texts = Bilingual(vi, en)

    def build_response(self) -> Response:
        """Return the answer to a browser."""
        return PlainTextResponse(f"{self.texts.vi}\n{self.texts.en}\n", self.status)
