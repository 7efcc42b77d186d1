"""The letter enclosed with a returned report: an official letter (công văn) of a page.

Wording only, by Nghị định 30/2020/NĐ-CP; the officer adds number, date and signature.
`letter_page` measures the page, `letter_file` writes the Word file. May call the floors below.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from assets.published import letter_file
from assets.published.letter_page import Letter, Row, fitting
from assets.published.returned import Marked, Returned
from assets.published.returned_faults import Fault
from assets.published.returned_file import LIST
from warehouse.catalogue import Catalogue
from warehouse.forms.page import day
from warehouse.forms.report_sheet import official_name
from warehouse.periods import from_code
from warehouse.text import visible

_LONGEST = 240
"""Longest text shown of a fault: a sender's cell may hold more. The workbook has all of it."""
_LONGEST_NAME = 60
_UNBROKEN = "\u00a0"
"""A space without a line break."""
_HOW = {
    "original": "Đề nghị đơn vị sửa các ô tô màu ngay trong tệp gửi kèm «{enclosed}», lưu lại và "
    "gửi chính tệp đó theo cách đã gửi lần trước.",
    "template": "Số liệu đã gửi được chép sang mẫu chuẩn trong tệp gửi kèm «{enclosed}». Đề nghị "
    "đơn vị sửa các ô tô màu, lưu lại và gửi chính tệp đó theo cách đã gửi lần trước.",
    "list": "Đề nghị đơn vị sửa báo cáo gốc theo hướng dẫn trong tệp gửi kèm «{enclosed}», hoặc "
    "điền mẫu do hệ thống phát hành, rồi gửi lại theo cách đã gửi lần trước.",
    "refused": "Đề nghị đơn vị xóa dữ liệu cá nhân ở mọi chỗ liệt kê trong tệp gửi kèm "
    "«{enclosed}», kể cả trang ẩn, chú thích, thuộc tính tệp, chỉ ghi số lượng, rồi gửi lại.",
}
_MEANWHILE = (
    "Trong khi chờ bản hoàn chỉnh, số liệu của đơn vị đã được chấp nhận trước đó (nếu có) vẫn "
    "được giữ nguyên."
)


def write_letter(
    catalogue: Catalogue, returned: Returned, marked: Marked, *, enclosed: str, path: Path
) -> None:
    """Write the letter to `path`; `enclosed` is the name of the returned workbook."""
    written = letter(catalogue, returned, marked, enclosed=enclosed)
    letter_file.save(written, path, returned.received_at)


def letter(catalogue: Catalogue, returned: Returned, marked: Marked, *, enclosed: str) -> Letter:
    """Write the letter's texts: as many errors as fit on a page, and the number of the rest."""
    errors = [_row(fault) for fault in marked.faults if fault.severity == "error"]
    doubts = len(marked.faults) - len(errors)
    rest = _ended((*_how(marked.kind, enclosed), *_when(catalogue, returned)))
    whole = Letter(
        office=tuple(map(_plain, catalogue.programme.letterhead)),
        subject=_subject(catalogue, returned),
        addressee=_addressee(catalogue, returned),
        opening=_opening(catalogue, returned, len(errors)),
        rows=(),
        closing=(*_more(len(errors), doubts), *rest),
        synthetic=returned.synthetic,
    )
    listed = fitting(whole, errors)
    return replace(
        whole, rows=errors[:listed], closing=(*_more(len(errors) - listed, doubts), *rest)
    )


def _row(fault: Fault) -> Row:
    named = fault.label and fault.label not in fault.message_vi
    wrong = f"{fault.label}: {fault.message_vi}" if named else fault.message_vi
    return Row(
        _plain(fault.address or "(cả tệp)"), fault.code, _plain(wrong), _plain(fault.remedy_vi)
    )


def _subject(catalogue: Catalogue, returned: Returned) -> str:
    return f"V/v đề nghị hoàn chỉnh {_inside(_report(catalogue, returned))}"


def _addressee(catalogue: Catalogue, returned: Returned) -> str:
    unit = catalogue.units.get(returned.unit or "")
    return _plain(official_name(unit.name_vi) if unit else "Đơn vị gửi báo cáo")


def _opening(catalogue: Catalogue, returned: Returned, errors: int) -> str:
    moment = catalogue.calendar.to_local_time(returned.received_at)
    file = f" (tệp «{_plain(returned.file_name, _LONGEST_NAME)}»)" if returned.file_name else ""
    received = (
        f"{_report(catalogue, returned)} của đơn vị{file} được nhận lúc {moment:%H} giờ "
        f"{moment:%M} phút ngày {day(moment)}."
    )
    if returned.is_refused:
        return f"{received} Tệp bị từ chối vì có dữ liệu cá nhân ở {errors} chỗ sau đây:"
    return f"{received} Báo cáo chưa được chấp nhận vì có {errors} lỗi phải sửa sau đây:"


def _report(catalogue: Catalogue, returned: Returned) -> str:
    """Return `Báo cáo tháng của phường kỳ tháng 05/2023`, as far as form and period are known."""
    form = catalogue.forms.get(returned.form or "")
    name = form.name_vi if form else "Báo cáo"
    if not returned.period:
        return name
    period = f"kỳ {_inside(from_code(returned.period).label())}"
    return f"{name} {period.replace(' ', _UNBROKEN)}"


def _more(errors: int, doubts: int) -> tuple[str, ...]:
    """Write the number of errors and warnings listed in the workbook only; leave nothing out."""
    counts = ((errors, "lỗi khác"), (doubts, "điểm cần xem lại"))
    told = " và ".join(f"{count} {what}" for count, what in counts if count)
    return (f"Ngoài ra còn {told}, xem trang {LIST} của tệp gửi kèm.",) if told else ()


def _how(kind: str, enclosed: str) -> tuple[str, ...]:
    return (_HOW[kind].format(enclosed=_plain(enclosed)), _MEANWHILE)


def _when(catalogue: Catalogue, returned: Returned) -> tuple[str, ...]:
    """Write the due date, if the catalogue has a due date for this unit and period."""
    unit = catalogue.units.get(returned.unit or "")
    period = from_code(returned.period) if returned.period else None
    if unit is None or period is None or not catalogue.owes(unit, period):
        return ()
    return (f"Hạn gửi báo cáo của kỳ này: ngày {day(catalogue.due(returned.form, period))}.",)


def _ended(texts: Sequence[str]) -> tuple[str, ...]:
    """End the last text with the closing sign of an official letter."""
    return (*texts[:-1], f"{texts[-1].removesuffix('.')}./.")


def _inside(text: str) -> str:
    """Convert a text for the inside of a sentence; an abbreviation at the start is unchanged."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _plain(text: str, longest: int = _LONGEST) -> str:
    """Convert a sender's text to a single visible line, cut at the longest length allowed."""
    whole = visible(" ".join(text.encode("utf-8", "replace").decode("utf-8").split()))
    return whole if len(whole) <= longest else f"{whole[: longest - 1].rstrip()}…"
