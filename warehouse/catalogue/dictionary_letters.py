"""The dictionary's section on letters: letterheads, and who writes and receives the reports.

Pure: lines of Markdown from a catalogue. Part of `dictionary`. May import `loader` and
`markdown` only.
"""

from collections.abc import Iterator

from warehouse.catalogue.loader import Catalogue
from warehouse.catalogue.markdown import render_markdown_table

_DAY_HEADS = ("Từ / from", "Đến / to")


def render_letters(catalogue: Catalogue) -> Iterator[str]:
    """Render the letterheads and the reports upward, each row with days."""
    yield "### Đầu văn bản / Letterheads\n"
    yield (
        "Của một đơn vị hay của mọi đơn vị một loại, theo ngày; ngày nào của đơn vị cũng phải có "
        "đúng một dòng. Mẫu trống và phiếu lấy ngày cuối của kỳ, công văn trả lại lấy ngày nhận, "
        "thư nhắc lấy ngày viết; sau dòng cuối thì vẫn là dòng cuối. / Of a unit or of all units "
        "of a kind, by day; every day of a unit must have exactly one row. Blank forms and sheets "
        "take the last day of the period, letters of return the day of receipt, reminders the day "
        "of writing; after the last row the last one stays.\n"
    )
    yield from render_markdown_table(
        (
            "Đơn vị, loại / unit, kind",
            *_DAY_HEADS,
            "Cơ quan / agency",
            "Kính gửi / addressee",
            "Nơi viết / place",
            "Ký hiệu / symbol",
            "Người ký / signer",
            "Căn cứ / basis",
        ),
        (
            (
                f"`{row.unit_or_kind}`",
                *(row.valid_from, row.valid_to),
                " · ".join(filter(None, (row.above, row.own))),
                *(row.addressee, row.place, row.symbol, row.signer, row.basis),
            )
            for row in catalogue.letterheads
        ),
    )
    yield from _render_reports_upward(catalogue)


def _render_reports_upward(catalogue: Catalogue) -> Iterator[str]:
    programme = catalogue.programme
    yield "### Báo cáo lên cấp trên / The report upward\n"
    yield (
        "Theo ngày cuối của kỳ; giữa dòng đầu và dòng cuối, mỗi ngày có đúng một dòng. / By the "
        "last day of the period; between the first row and the last, each day has exactly one. "
        "Thư gửi đơn vị (báo cáo trả lại, nhắc nộp) do cơ quan viết của ngày viết thư, sau dòng "
        "cuối là cơ quan cuối. / Letters to units (returned reports, reminders) are from the "
        "writer of the day of the letter, after the last row the last writer.\n"
    )
    writers = (
        ("Viết / writes", w.office, w.valid_from, w.valid_to) for w in programme.report_writers
    )
    addressees = (
        (f"Nhận / receives: `{a.to}`", a.name_vi, a.valid_from, a.valid_to)
        for a in programme.reports_to
    )
    yield from render_markdown_table(
        ("Việc / task", "Cơ quan / office", *_DAY_HEADS), (*writers, *addressees)
    )
