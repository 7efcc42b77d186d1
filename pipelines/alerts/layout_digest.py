"""Digests about strangers' sheets: for the officer the proposals, for senders what is looked at.

Each proposal and each waiting report is in one notice sent to a recipient. `notifications` writes
and sends the notices.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from assets.layouts.proposal_store import (
    ProposalRecord,
    build_proposal_name,
    list_waiting_records,
)
from assets.outbox import notices
from assets.outbox.notices import Notice
from assets.raw.layout_waits import LayoutWait, query_layout_waits
from pipelines.alerts.finding_changes import FindingScope
from pipelines.alerts.notice_texts import flatten_text
from pipelines.alerts.recipients import Recipient
from warehouse.catalogue import Catalogue
from warehouse.forms.layouts.proposal import SURE
from warehouse.home import Home
from warehouse.language import Bilingual
from warehouse.periods import parse_period_code
from warehouse.store import Store

MOST_PROPOSALS = 20
"""How many proposals are described in one notice; the others are counted."""
_SUBJECT = Bilingual(
    "Chỉ Số: {count} bảng lạ chờ duyệt cách đọc",
    "Chỉ Số: {count} strange tables wait for a reading",
)
_OPENING = Bilingual(
    "Máy đề xuất cách đọc các báo cáo không nhận ra được; chưa số nào được lấy:",
    "Readings are proposed for reports that were not recognised; no figure is used yet:",
)
_LINE = Bilingual(
    "{file}: {form}, {unit}; {sure} trong {count} chỉ tiêu chắc; layouts/{workbook}",
    "{file}: {form}, {unit}; {sure} of {count} elements are sure; layouts/{workbook}",
)
_MORE = Bilingual("Và {count} bảng khác trong layouts/.", "And {count} more in layouts/.")
_CLOSING = Bilingual(
    "Mở tệp đề xuất, sửa chỗ sai, ghi «Đúng», rồi «chiso layout accept».",
    "Open the proposal, correct it, write «Đúng», then `chiso layout accept`.",
)
_WAIT_SUBJECT = Bilingual(
    "Chỉ Số: đã nhận {count} báo cáo trên bảng riêng, đang được xem",
    "Chỉ Số: {count} reports in own layouts were received and are looked at",
)
_WAIT_OPENING = Bilingual(
    "Đã nhận các báo cáo sau. Bảng không theo mẫu, đầu mối đang xem cách đọc; chưa phải gửi lại:",
    "These reports were received. Their tables are not our form, and the hub is looking at how to "
    "read them; nothing need be sent again yet:",
)
_WAIT_LINE = Bilingual(
    "{file}: {form}, {unit}, {period}, nhận ngày {day}; chậm nhất {until} có kết quả",
    "{file}: {form}, {unit}, {period}, received on {day}; the answer comes by {until}",
)


def build_waiting_digest(
    catalogue: Catalogue, waits: Sequence[LayoutWait], recipient: Recipient, scope: FindingScope
) -> Notice | None:
    """Write the notice for senders that their reports were received and are looked at.

    `waits` are the reports of which the recipient has not heard.
    """
    own_waits = [
        wait
        for wait in waits
        if scope.units is not None
        and wait.unit in scope.units
        and wait.unit not in scope.excluded_units
    ]
    if not own_waits:
        return None
    lines = [_WAIT_OPENING.text(recipient.lang), ""]
    lines += [f"- {_format_wait(catalogue, recipient.lang, wait)}" for wait in own_waits]
    return Notice(
        "digest",
        recipient.contact_name,
        " ".join(wait.submission for wait in own_waits),
        _WAIT_SUBJECT.text(recipient.lang).format(count=len(own_waits)),
        "\n".join(lines),
    )


def list_unheard_waits(register: Store, recipient: Recipient, day: date) -> list[LayoutWait]:
    """List the reports that wait on a day and of which a recipient has not heard."""
    topics = notices.query_sent_topics(register, "digest", recipient.contact_names)
    notified = {submission for about in topics for submission in about.split()}
    return [w for w in query_layout_waits(register, day) if w.submission not in notified]


def _format_wait(catalogue: Catalogue, lang: str, wait: LayoutWait) -> str:
    line = _WAIT_LINE.text(lang).format(
        file=wait.file_name,
        form=catalogue.forms[wait.form].get_name(lang),
        unit=catalogue.units[wait.unit].get_name(lang),
        period=parse_period_code(wait.period).format_label(lang),
        day=f"{catalogue.calendar.get_local_date(wait.received_at):%d/%m/%Y}",
        until=f"{wait.waits_until:%d/%m/%Y}",
    )
    return flatten_text(line)


def build_layout_digest(
    home: Home, catalogue: Catalogue, register: Store, recipient: Recipient
) -> Notice | None:
    """Write the notice of the proposals of which an officer has not heard."""
    if all(contact.role != "officer" for contact in recipient.contacts):
        return None
    topics = notices.query_sent_topics(register, "digest", recipient.contact_names)
    notified = {proposal for about in topics for proposal in about.split()}
    records = [r for r in list_waiting_records(home) if r.proposal_id not in notified]
    if not records:
        return None
    return Notice(
        "digest",
        recipient.contact_name,
        " ".join(record.proposal_id for record in records),
        _SUBJECT.text(recipient.lang).format(count=len(records)),
        "\n".join(_format_body(catalogue, recipient.lang, records)),
    )


def _format_body(
    catalogue: Catalogue, lang: str, records: Sequence[ProposalRecord]
) -> Iterator[str]:
    yield _OPENING.text(lang)
    yield ""
    for record in records[:MOST_PROPOSALS]:
        proposal = record.proposal
        unit = catalogue.units.get(proposal.unit or "")
        counts = Counter(element.sure for element in proposal.elements)
        line = _LINE.text(lang).format(
            file=record.file_name,
            form=catalogue.forms[proposal.form].get_name(lang),
            unit=unit.get_name(lang) if unit else "?",
            sure=counts[SURE],
            count=len(proposal.elements),
            workbook=build_proposal_name(record.proposal_id),
        )
        yield f"- {flatten_text(line)}"
    if len(records) > MOST_PROPOSALS:
        yield _MORE.text(lang).format(count=len(records) - MOST_PROPOSALS)
    yield ""
    yield _CLOSING.text(lang)
