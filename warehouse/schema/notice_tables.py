"""The tables of notices and decisions: the outbox, the attempts, snoozes, accepted losses.

Part of the list in `tables`: for each table the columns, the meaning of a row, and the key.
May import only `table`.
"""

from warehouse.schema.table import Table

ALERT_TABLES = (
    Table(
        "raw.notices",
        ("notice", "kind", "contact", "about", "subject", "body", "attachments", "created_at"),
        "Mỗi dòng một tin đã viết cho một liên lạc. Chỉ thêm, không sửa.",
        "One row per notice written to a contact. Append-only.",
        key=("notice",),
        required=("notice", "kind", "contact", "about", "subject", "body", "created_at"),
        fields=(("kind", "notice_kind"),),
        is_journalled=True,
    ),
    Table(
        "raw.notice_findings",
        ("notice", "finding", "sequence"),
        "Mỗi dòng một điều nghi vấn mà tin nói đến, và sự kiện cuối cùng đã tính. "
        "Chỉ thêm, không sửa.",
        "One row per finding a notice tells of, and the last of its events taken in. Append-only.",
        key=("notice", "finding"),
        required=("notice", "finding", "sequence"),
        is_journalled=True,
    ),
    Table(
        "raw.notice_attempts",
        ("notice", "attempt", "outcome", "happened_at", "error"),
        "Mỗi dòng một việc đã làm với một tin. Chỉ thêm, không sửa.",
        "One row per thing done with a notice. Append-only.",
        key=("notice", "attempt"),
        required=("notice", "attempt", "outcome", "happened_at"),
        fields=(("error", "attempt_error"), ("outcome", "attempt_outcome")),
        is_journalled=True,
    ),
    Table(
        "raw.snoozes",
        ("snoozed", "until", "reason", "happened_at"),
        "Mỗi dòng một lần tạm ngừng báo; lần sau cùng có hiệu lực. Chỉ thêm, không sửa.",
        "One row per snooze; the latest of a contact or unit counts. Append-only.",
        key=("snoozed", "happened_at"),
        required=("snoozed", "until", "reason", "happened_at"),
        fields=(("until", "snoozed_until"), ("reason", "snooze_reason")),
        is_journalled=True,
    ),
    Table(
        "raw.accepted_losses",
        ("sha256", "reason", "accepted_at"),
        "Mỗi dòng một tệp mà bản công bố không còn dựa vào, theo quyết định của người vận hành. "
        "Chỉ thêm, không sửa.",
        "One row per file that the publication no longer rests on, by decision of an operator. "
        "Append-only.",
        key=("sha256", "accepted_at"),
        required=("sha256", "reason", "accepted_at"),
        fields=(("reason", "loss_reason"),),
        is_journalled=True,
    ),
    Table(
        "raw.refusal_releases",
        ("sha256", "reason", "released_at"),
        "Mỗi dòng một tệp bị từ chối mà cơ quan đã xem và cho vào. Chỉ thêm, không sửa.",
        "One row per refused file that the office looked at and released. Append-only.",
        key=("sha256", "released_at"),
        required=("sha256", "reason", "released_at"),
        fields=(("reason", "release_reason"),),
        is_journalled=True,
    ),
)
