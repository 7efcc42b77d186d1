"""The texts about senders and the reports that wait for the officer, in Vietnamese and English.

One entry per sentence; blanks in braces. Part of `command_messages`; notices use the reasons too.
"""

from warehouse.catalogue import Catalogue
from warehouse.catalogue.file_sources import INBOX_SOURCE
from warehouse.entries import find_entry
from warehouse.language import choose_text

SENDER_MESSAGES: dict[str, tuple[str, str]] = {
    "held_reports": (
        "Chờ cán bộ quyết định: {count} báo cáo; xem «chiso held list».",
        "Reports that wait for the officer: {count}; see `chiso held list`.",
    ),
    "no_held_reports": ("Không có báo cáo nào chờ quyết định.", "No report waits for a decision."),
    "held_report": (
        "{state}: {submission}  {unit} · {form}, {period}",
        "{state}: {submission}  {unit} · {form}, {period}",
    ),
    "state_waiting": ("⏸ chờ quyết định", "⏸ waits for a decision"),
    "state_accepted": ("✔ đã nhận", "✔ accepted"),
    "state_replaced": ("⟳ thay báo cáo đang có hiệu lực", "⟳ replaced the report in force"),
    "state_rejected": ("✘ không nhận", "✘ rejected"),
    "held_sender": (
        "Từ {sender}, nhận {received}, tệp «{file}»",
        "From {sender}, received {received}, file «{file}»",
    ),
    "held_reasons": ("Vì {reasons}", "Because {reasons}"),
    "held_change": ("{element}, ô {cell}: {old} → {new}", "{element}, cell {cell}: {old} → {new}"),
    "more_changes": ("và {count} số khác", "and {count} more values"),
    "unknown_held": (
        "Không có báo cáo chờ nào mang mã «{given}». Xem «chiso held list».",
        "No held report has the id «{given}». See `chiso held list`.",
    ),
    "which_held": (
        "«{given}» hợp với {count} báo cáo: {known}. Ghi đủ mã.",
        "«{given}» fits {count} reports: {known}. Write the whole id.",
    ),
    "decided_already": (
        "{submission}: đã quyết định như vậy rồi.",
        "{submission}: this has been decided already.",
    ),
    "held_accepted": (
        "Đã nhận {submission}; lượt chạy sau đưa vào số liệu, lúc nhận giữ nguyên.",
        "Accepted {submission}; the next run takes it in, with the time at which it was received.",
    ),
    "held_rejected": (
        "Không nhận {submission}; tệp vẫn còn trong kho lưu.",
        "Rejected {submission}; the file stays in the archive.",
    ),
}
_HOLD_REASONS: dict[str, tuple[str, str]] = {
    "unbound_sender": (
        "người gửi không được khai cho đơn vị này",
        "the sender is not declared for this unit",
    ),
    "unverified_sender": (
        "máy chủ thư không xác nhận được người gửi",
        "the mail server did not verify the sender",
    ),
    "new_sender": (
        "người gửi mới thay một báo cáo đang có hiệu lực",
        "a sender new to this unit replaces a report in force",
    ),
    "large_change": (
        "có số đổi quá {percent} % và quá {amount}",
        "a value changes by more than {percent} % and more than {amount}",
    ),
    "once_large_change": (
        "có số đổi nhiều hơn mức mà danh mục nêu lúc đó",
        "a value changes by more than the catalogue allowed at the time",
    ),
    "unsigned": (
        "thiếu chữ ký mà danh mục đòi",
        "the signature that the catalogue requires is missing",
    ),
}
_SENDER_NAMES: dict[str, tuple[str, str]] = {
    "inbox": ("hộp nhận (chép tay)", "the inbox (by hand)"),
    "unknown": ("{sender} (không xác nhận được)", "{sender} (not verified)"),
}


def format_sender_message(lang: str, key: str, **blanks: object) -> str:
    """Return a sentence about senders in a language and fill the blanks."""
    return choose_text(find_entry(SENDER_MESSAGES, key, __name__), lang).format(**blanks)


def describe_hold_reason(catalogue: Catalogue, reason: str, lang: str) -> str:
    """Return why a report waits, in words; a catalogue may have dropped its limit of a change."""
    limit = catalogue.programme.replacement
    if limit is None:
        reason = "once_large_change" if reason == "large_change" else reason
        return choose_text(find_entry(_HOLD_REASONS, reason, __name__), lang)
    text = choose_text(find_entry(_HOLD_REASONS, reason, __name__), lang)
    return text.format(percent=f"{100 * limit.share:g}", amount=limit.amount)


def describe_sender(sender: str, lang: str) -> str:
    """Return the name of a sender in words."""
    if sender == INBOX_SOURCE:
        return choose_text(_SENDER_NAMES["inbox"], lang)
    if sender.endswith("?"):
        return choose_text(_SENDER_NAMES["unknown"], lang).format(sender=sender[:-1])
    return sender
