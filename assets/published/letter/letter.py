"""The letter enclosed with a returned report: an official letter (công văn) of a page.

Wording only, by Nghị định 30/2020/NĐ-CP; the officer adds number, date and signature.
`page_fit` measures the page, `word_file` writes the Word file. May call the floors below.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from assets.published.letter import word_file
from assets.published.letter.page_fit import Letter, LetterRow, count_fitting_rows
from assets.published.returned.returned_workbook import ReturnedReport, ReturnSummary
from assets.published.returned.sender_faults import ReturnedFault
from warehouse.catalogue import Catalogue
from warehouse.forms.blank.sheet_context import format_date
from warehouse.forms.layout import FAULT_LIST_SHEET
from warehouse.periods import parse_period_code
from warehouse.text import escape_invisible

_MAX_TEXT_LENGTH = 220
"""Longest text shown of a fault: a sender's cell may hold more. The workbook has all of it."""
_MAX_NAME_LENGTH = 60
_NO_BREAK_SPACE = "\u00a0"
"""A space without a line break."""
_LETTER_INSTRUCTIONS = {
    "original": "Đề nghị đơn vị sửa các ô tô màu ngay trong tệp gửi kèm «{enclosed}», lưu lại và "
    "gửi chính tệp đó theo cách đã gửi lần trước.",
    "template": "Số liệu đã gửi được chép sang mẫu chuẩn trong tệp gửi kèm «{enclosed}». Đề nghị "
    "đơn vị sửa các ô tô màu, lưu lại và gửi chính tệp đó theo cách đã gửi lần trước.",
    "list": "Đề nghị đơn vị sửa báo cáo gốc theo hướng dẫn trong tệp gửi kèm «{enclosed}», hoặc "
    "điền mẫu do hệ thống phát hành, rồi gửi lại theo cách đã gửi lần trước.",
    "refused": "Đề nghị đơn vị xóa dữ liệu cá nhân ở mọi chỗ liệt kê trong tệp gửi kèm "
    "«{enclosed}», kể cả trang ẩn, chú thích, thuộc tính tệp, chỉ ghi số lượng, rồi gửi lại.",
}
_MEANWHILE_TEXT = (
    "Trong khi chờ bản hoàn chỉnh, số liệu của đơn vị đã được chấp nhận trước đó (nếu có) vẫn "
    "được giữ nguyên."
)


def write_letter(
    catalogue: Catalogue,
    returned_report: ReturnedReport,
    return_summary: ReturnSummary,
    *,
    enclosed: str,
    path: Path,
) -> None:
    """Write the letter to `path`; `enclosed` is the name of the returned workbook."""
    letter = compose_letter(catalogue, returned_report, return_summary, enclosed=enclosed)
    word_file.save_letter(letter, path, returned_report.received_at)


def compose_letter(
    catalogue: Catalogue,
    returned_report: ReturnedReport,
    return_summary: ReturnSummary,
    *,
    enclosed: str,
) -> Letter:
    """Write the letter's texts: as many errors as fit on a page, and the number of the rest."""
    error_rows = [
        _build_letter_row(fault) for fault in return_summary.faults if fault.severity == "error"
    ]
    other_count = len(return_summary.faults) - len(error_rows)
    closing_texts = _end_letter_text(
        (
            *_write_instructions(return_summary.kind, enclosed),
            *_write_due_date(catalogue, returned_report),
        )
    )
    received_on = catalogue.calendar.to_local_time(returned_report.received_at).date()
    letterhead = catalogue.find_office_letterhead(received_on)
    full_letter = Letter(
        agency=letterhead.agency_lines,
        symbol=letterhead.symbol,
        place=letterhead.place,
        subject=_write_subject(catalogue, returned_report),
        addressee=_write_addressee(catalogue, returned_report, received_on),
        opening=_write_opening(catalogue, returned_report, len(error_rows)),
        rows=(),
        closing=(*_write_remainder(len(error_rows), other_count), *closing_texts),
        signer=letterhead.signer_lines,
        synthetic=returned_report.synthetic,
    )
    row_count = count_fitting_rows(full_letter, error_rows)
    return replace(
        full_letter,
        rows=error_rows[:row_count],
        closing=(*_write_remainder(len(error_rows) - row_count, other_count), *closing_texts),
    )


def _build_letter_row(fault: ReturnedFault) -> LetterRow:
    needs_label = fault.label and fault.label not in fault.message_vi
    problem = f"{fault.label}: {fault.message_vi}" if needs_label else fault.message_vi
    return LetterRow(
        _clean_letter_text(fault.cell_address or "(cả tệp)"),
        fault.code,
        _clean_letter_text(problem),
        _clean_letter_text(fault.remedy_vi),
    )


def _write_subject(catalogue: Catalogue, returned_report: ReturnedReport) -> str:
    return f"V/v đề nghị hoàn chỉnh {_lower_first_letter(_name_report(catalogue, returned_report))}"


def _write_addressee(catalogue: Catalogue, returned_report: ReturnedReport, day: date) -> str:
    unit = catalogue.units.get(returned_report.unit or "")
    return catalogue.find_letterhead(unit.unit, day).addressee if unit else "Đơn vị gửi báo cáo"


def _write_opening(catalogue: Catalogue, returned_report: ReturnedReport, error_count: int) -> str:
    received_at = catalogue.calendar.to_local_time(returned_report.received_at)
    file = (
        f" (tệp «{_clean_letter_text(returned_report.file_name, _MAX_NAME_LENGTH)}»)"
        if returned_report.file_name
        else ""
    )
    receipt_text = (
        f"{_name_report(catalogue, returned_report)} của đơn vị{file} được nhận lúc "
        f"{received_at:%H} giờ "
        f"{received_at:%M} phút ngày {format_date(received_at)}."
    )
    if returned_report.is_refused:
        return f"{receipt_text} Tệp bị từ chối vì có dữ liệu cá nhân ở {error_count} chỗ sau đây:"
    return f"{receipt_text} Báo cáo chưa được chấp nhận vì có {error_count} lỗi phải sửa sau đây:"


def _name_report(catalogue: Catalogue, returned_report: ReturnedReport) -> str:
    """Return `Báo cáo tháng của phường kỳ tháng 05/2023`, as far as form and period are known."""
    form = catalogue.forms.get(returned_report.form or "")
    name = form.name_vi if form else "Báo cáo"
    if not returned_report.period:
        return name
    period = f"kỳ {_lower_first_letter(parse_period_code(returned_report.period).format_label())}"
    return f"{name} {period.replace(' ', _NO_BREAK_SPACE)}"


def _write_remainder(error_count: int, other_count: int) -> tuple[str, ...]:
    """Write the number of errors and warnings listed in the workbook only; leave nothing out."""
    counts = ((error_count, "lỗi khác"), (other_count, "điểm cần xem lại"))
    remainder = " và ".join(f"{count} {label}" for count, label in counts if count)
    return (
        (f"Ngoài ra còn {remainder}, xem trang {FAULT_LIST_SHEET} của tệp gửi kèm.",)
        if remainder
        else ()
    )


def _write_instructions(kind: str, enclosed: str) -> tuple[str, ...]:
    return (
        _LETTER_INSTRUCTIONS[kind].format(enclosed=_clean_letter_text(enclosed)),
        _MEANWHILE_TEXT,
    )


def _write_due_date(catalogue: Catalogue, returned_report: ReturnedReport) -> tuple[str, ...]:
    """Write the new due date and the first one, if the unit owes the report."""
    unit = catalogue.units.get(returned_report.unit or "")
    period = parse_period_code(returned_report.period) if returned_report.period else None
    form = returned_report.form
    if not (unit and period and form and catalogue.owes_report(unit, period)):
        return ()
    due_date = catalogue.compute_due_date(form, period)
    received_on = catalogue.calendar.to_local_time(returned_report.received_at).date()
    resend_date = catalogue.calendar.compute_resend_date(due_date, received_on)
    resend_text = f"Hạn gửi lại: hết ngày {format_date(resend_date)}"
    if resend_date == due_date:
        return (f"{resend_text}.",)
    return (f"{resend_text} (hạn ban đầu: {format_date(due_date)}).",)


def _end_letter_text(texts: Sequence[str]) -> tuple[str, ...]:
    """End the last text with the closing sign of an official letter."""
    return (*texts[:-1], f"{texts[-1].removesuffix('.')}./.")


def _lower_first_letter(text: str) -> str:
    """Convert a text for the inside of a sentence; an abbreviation at the start is unchanged."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _clean_letter_text(text: str, max_length: int = _MAX_TEXT_LENGTH) -> str:
    """Convert a sender's text to a single visible line, cut at the longest length allowed."""
    cleaned_text = escape_invisible(
        " ".join(text.encode("utf-8", "replace").decode("utf-8").split())
    )
    return (
        cleaned_text
        if len(cleaned_text) <= max_length
        else f"{cleaned_text[: max_length - 1].rstrip()}…"
    )
