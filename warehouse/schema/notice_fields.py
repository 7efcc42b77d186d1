"""The fields of notices: the text, the contact, and every attempt to send.

Part of the dictionary in `fields`, under the same rule: a name has one meaning in every table.
May import only `field`.
"""

from warehouse.schema.field import Field, restrict_values

NOTICE_KINDS = ("digest", "heartbeat", "failure")
ATTEMPT_OUTCOMES = ("sending", "sent", "failed", "unsure", "superseded", "renewed")

ALERT_FIELDS: dict[str, Field] = {
    "about": Field(
        "VARCHAR",
        "tin nói về điều gì, gọn trong một từ hoặc một dấu băm",
        "what the notice tells, in one word or a hash",
    ),
    "accepted_at": Field("TIMESTAMPTZ", "lúc chấp nhận", "when the loss was accepted"),
    "attachments": Field(
        "VARCHAR",
        "tên các tệp gửi kèm, mỗi dòng một tên",
        "names of the files sent along, a line each",
    ),
    "attempt": Field(
        "INTEGER",
        "việc thứ mấy của tin",
        "number among what was done with it, from 1",
        "attempt >= 1",
    ),
    "body": Field("VARCHAR", "nội dung tin", "the text of the notice"),
    "contact": Field("VARCHAR", "liên lạc trong danh mục", "contact of the catalogue"),
    "created_at": Field("TIMESTAMPTZ", "lúc viết tin", "when the run that wrote it began"),
    "attempt_error": Field(
        "VARCHAR",
        "vì sao không gửi được, không kèm mật khẩu",
        "why it was not sent; holds no secret",
    ),
    "release_reason": Field(
        "VARCHAR",
        "vì sao tệp bị từ chối được cho vào; không có dữ liệu cá nhân",
        "why a refused file was released; no personal data",
    ),
    "released_at": Field("TIMESTAMPTZ", "lúc cho vào", "when the file was released"),
    "loss_reason": Field(
        "VARCHAR", "lý do, không có dữ liệu cá nhân", "reason, without personal data"
    ),
    "notice": Field("VARCHAR", "mã tin", "number of the notice, the same whenever it is sent"),
    "notice_kind": Field(
        "VARCHAR",
        "loại tin: tổng hợp, tình trạng hệ thống, lượt chạy hỏng",
        "kind of notice",
        restrict_values("kind", NOTICE_KINDS),
    ),
    "attempt_outcome": Field(
        "VARCHAR",
        "kết quả: bắt đầu gửi, đã gửi, không gửi được, không rõ, bị thay thế, cần gửi lại",
        "outcome: begun, sent, failed, unknown, superseded, to be sent again",
        restrict_values("outcome", ATTEMPT_OUTCOMES),
    ),
    "snoozed": Field(
        "VARCHAR", "liên lạc hoặc đơn vị tạm ngừng báo", "contact or unit without notices"
    ),
    "snooze_reason": Field(
        "VARCHAR", "lý do, không có dữ liệu cá nhân", "reason, without personal data"
    ),
    "snoozed_until": Field(
        "DATE", "ngừng đến hết ngày này", "no notices until the end of this day"
    ),
    "subject": Field("VARCHAR", "tiêu đề tin", "subject of the notice, on one line"),
}
