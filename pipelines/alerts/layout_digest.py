"""A digest for the officer: strangers' sheets for which the hub may accept a reading.

Each proposal is in one notice sent to a recipient. `notifications` writes and sends the notices.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from assets.layouts.proposal_store import (
    ProposalRecord,
    build_proposal_name,
    list_waiting_records,
)
from assets.outbox import notices
from assets.outbox.notices import Notice
from pipelines.alerts.notice_texts import flatten_text
from pipelines.alerts.recipients import Recipient
from warehouse.catalogue import Catalogue
from warehouse.forms.layouts.proposal import SURE
from warehouse.home import Home
from warehouse.language import Bilingual
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
