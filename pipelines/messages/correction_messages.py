"""The texts about corrections by the hub, and a correction in lines; Vietnamese and English.

One entry per sentence; nothing is queried here. Part of `command_messages`.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from warehouse.entries import find_entry
from warehouse.language import choose_text
from warehouse.periods import parse_period_code

if TYPE_CHECKING:
    from assets.outbox.hub_corrections import HubCorrection  # every command reads these texts
    from warehouse.catalogue import Catalogue

CORRECTION_MESSAGES: dict[str, tuple[str, str]] = {
    "correction_heading": (
        "{state}: đính chính {correction}  {figure} · {unit}, {period}",
        "{state}: correction {correction}  {figure} · {unit}, {period}",
    ),
    "correction_in_force": ("✔ có hiệu lực", "✔ in force"),
    "correction_lapsed": (
        "✘ không còn tác dụng, báo cáo đang ghi số khác",
        "✘ holds no more, the report says another number",
    ),
    "correction_waiting": ("⏸ chờ lượt chạy sau", "⏸ waits for the next run"),
    "correction_ended": ("– đã thay bằng lần sau", "– replaced by a later one"),
    "correction_undoing": ("↩ bỏ đính chính trước", "↩ undoes the one before"),
    "corrected_number": ("{expected} → {value}", "{expected} → {value}"),
    "reported_number": (
        "theo báo cáo: {expected}",
        "as reported: {expected}",
    ),
    "correction_reason": (
        "{number}; {by}, {made}. Vì {reason}. Căn cứ: {source}",
        "{number}; {by}, {made}. Because {reason}. Source: {source}",
    ),
    "no_corrections": ("Chưa có đính chính nào.", "There is no correction."),
    "no_correction": (
        "Không có đính chính số {given}. Xem «chiso corrections list».",
        "There is no correction {given}. See `chiso corrections list`.",
    ),
    "correction_over": (
        "Đính chính {given} đã được thay hay bỏ rồi. Xem «chiso corrections list».",
        "Correction {given} has been replaced or undone. See `chiso corrections list`.",
    ),
    "correction_unexpected": (
        "Báo cáo đang có hiệu lực ghi {reported}, không phải {expected}; không đính chính gì.",
        "The report in force says {reported}, not {expected}; nothing was corrected.",
    ),
    "correction_no_number": (
        "Không báo cáo nào đang có hiệu lực có số của {figure}, {unit}, {period}; không đính "
        "chính gì.",
        "No report in force has a number of {figure}, {unit}, {period}; nothing was corrected.",
    ),
    "correction_same": (
        "Số mới bằng số báo cáo đang ghi; không đính chính gì.",
        "The new number is the reported one; nothing was corrected.",
    ),
    "correction_not_valid": (
        "{value} nằm ngoài khoảng hợp lệ {low}–{high} của {figure}.",
        "{value} is outside the valid range {low}-{high} of {figure}.",
    ),
    "correction_not_element": (
        "«{given}» không phải chỉ tiêu của một biểu; viết như ward.workers_reached.",
        "«{given}» is no element of a form; write it as ward.workers_reached.",
    ),
    "correction_made": (
        "Đã ghi đính chính {correction}; lượt chạy sau đưa vào số liệu.",
        "Correction {correction} is recorded; the next run takes it into the figures.",
    ),
    "correction_undone": (
        "Đã bỏ đính chính {given} (dòng {correction}); lượt chạy sau, số của báo cáo có hiệu lực "
        "lại.",
        "Correction {given} is undone (row {correction}); from the next run on the report's own "
        "number holds again.",
    ),
    "lapsed_corrections": (
        "{count} đính chính của đầu mối không còn tác dụng, vì báo cáo nay ghi số khác: {names}. "
        "Xem «chiso corrections list», rồi bỏ hay đính chính lại.",
        "Corrections by the hub that hold no more, since the report says another number now, "
        "{count}: {names}. See `chiso corrections list`, and undo or correct again.",
    ),
}


def format_correction(
    catalogue: "Catalogue", correction: "HubCorrection", lang: str
) -> Iterator[str]:
    """Format a correction: state and place, then number, author, time, reason and source."""
    unit = catalogue.units.get(correction.unit)
    yield format_correction_message(
        lang,
        "correction_heading",
        state=format_correction_message(lang, f"correction_{correction.state}"),
        correction=correction.correction,
        figure=f"{correction.form}.{correction.element}",
        unit=unit.get_name(lang) if unit else correction.unit,
        period=parse_period_code(correction.period).format_label(lang),
    )
    made_at = catalogue.calendar.to_local_time(correction.made_at)
    yield "    " + format_correction_message(
        lang,
        "correction_reason",
        number=format_corrected_number(lang, correction.expected, correction.value),
        by=correction.made_by,
        made=f"{made_at:%d/%m/%Y %H:%M}",
        reason=correction.reason,
        source=correction.source,
    )


def format_corrected_number(lang: str, expected: int, value: int | None) -> str:
    """Format the reported and the new number; without a new number the reported number holds."""
    key = "reported_number" if value is None else "corrected_number"
    return format_correction_message(lang, key, expected=expected, value=value)


def format_correction_message(lang: str, key: str, **blanks: object) -> str:
    """Return a sentence about corrections in a language and fill the blanks."""
    place = "pipelines/messages/correction_messages.py, CORRECTION_MESSAGES"
    return choose_text(find_entry(CORRECTION_MESSAGES, key, place), lang).format(**blanks)
