"""The exit codes of `chiso`: one meaning a number, in every command but `check`.

`chiso check` has codes of its own, since scripts ask it what is wrong with a file. No other module
states a number; `docs/exit-codes.md` and the help of the commands are written from here.
"""

from collections.abc import Iterable
from enum import IntEnum
from typing import Self


class DescribedCode(IntEnum):
    """A number with its meaning in Vietnamese and English."""

    vi: str
    en: str

    def __new__(cls, number: int, vi: str, en: str) -> Self:
        """Create a member from its number and its meaning."""
        code = int.__new__(cls, number)
        code._value_, code.vi, code.en = number, vi, en
        return code


class ExitCode(DescribedCode):
    """What the end of a command means."""

    DONE = 0, "xong", "done"
    FAILED = 1, "hỏng, hoặc hệ thống không ổn", "failed, or the system is not well"
    UNUSABLE = (
        2,
        "tham số, biến môi trường hoặc danh mục không dùng được",
        "an argument, a setting or the catalogue cannot be used",
    )
    BUSY = (
        3,
        "một lượt chạy, một «chiso ui» hay «chiso backup» khác, đang dùng thư mục",
        "a run, another `chiso ui` or another `chiso backup` holds the folder",
    )
    FEWER = (
        4,
        "thiếu tệp đã công bố; không thay đổi gì",
        "files already published are missing; nothing was changed",
    )
    REAL_REPORTS = (
        5,
        "thư mục đã có báo cáo thật; không trộn báo cáo giả lập vào",
        "the home holds real reports; synthetic ones are never mixed with them",
    )


class CheckExitCode(DescribedCode):
    """What `chiso check` found in a file."""

    CLEAN = 0, "không lỗi, có thể có cảnh báo", "no error; there may be warnings"
    ERRORS = 1, "có lỗi", "errors"
    UNREADABLE = 2, "không đọc được, hoặc tệp bị từ chối", "unreadable, or the file is refused"
    FAILED = (
        3,
        "hệ thống hỏng, tệp chưa được kiểm tra: danh mục, biến môi trường, bản công bố",
        "the system failed and the file is not checked: catalogue, settings, publication",
    )


_WITHOUT_LOCK = frozenset(
    {"board", "catalogue check", "doctor", "explain", "asof", "findings"}
    | {"findings show", "forms", "layout propose", "login", "owed", "remind", "status"}
)
"""The commands that run beside a night; every other one may find the home in use."""
_FURTHER_CODES = {
    "nightly": (ExitCode.FEWER,),
    "demo": (ExitCode.FEWER, ExitCode.REAL_REPORTS),
}


def list_exit_codes(command: str) -> list[DescribedCode]:
    """List the codes of a command, by name: `nightly`, `alerts test`."""
    if command == "check":
        return list(CheckExitCode)
    busy = [] if command in _WITHOUT_LOCK else [ExitCode.BUSY]
    common = [ExitCode.DONE, ExitCode.FAILED, ExitCode.UNUSABLE]
    return [*common, *busy, *_FURTHER_CODES.get(command, ())]


def describe_exit_codes(codes: Iterable[DescribedCode]) -> str:
    """Return codes with their meanings as one line of help."""
    meanings = "; ".join(f"{code.value}: {code.vi} / {code.en}" for code in codes)
    return f"Mã thoát / exit codes: {meanings}."
