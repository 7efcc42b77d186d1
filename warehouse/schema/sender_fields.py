"""The fields of senders: what a source says of who sent a file.

Part of the dictionary in `fields`. May import only `field`.
"""

from warehouse.schema.field import Field, restrict_values

HOLD_REASONS = ("unbound_sender", "unverified_sender", "new_sender", "large_change", "unsigned")

SENDER_FIELDS: dict[str, Field] = {
    "authentication": Field(
        "VARCHAR",
        "kết quả SPF, DKIM, DMARC mà máy chủ thư nhận ghi; trống nếu nó không ghi",
        "the SPF, DKIM and DMARC results of the receiving mail server; null if it states none",
    ),
    "decided_at": Field("TIMESTAMPTZ", "lúc quyết định", "when it was decided"),
    "decided_by": Field(
        "VARCHAR",
        "tài khoản trên máy của người quyết định",
        "account on the machine of whoever decided",
    ),
    "decision_reason": Field("VARCHAR", "lý do của quyết định", "why it was decided so"),
    "decision_sequence": Field(
        "INTEGER",
        "quyết định thứ mấy về báo cáo ấy",
        "number of the decision on this report, from 1",
    ),
    "envelope_sender": Field(
        "VARCHAR",
        "địa chỉ trên phong bì (Return-Path), nếu có",
        "envelope sender (Return-Path), if any",
    ),
    "held_at": Field(
        "TIMESTAMPTZ", "lúc nhận báo cáo phải chờ", "when the report that waits was received"
    ),
    "hold_reason": Field(
        "VARCHAR",
        "vì sao phải chờ: người gửi không được khai (unbound_sender), thư không được xác thực "
        "(unverified_sender), người gửi mới thay báo cáo (new_sender), số đổi nhiều "
        "(large_change), thiếu chữ ký (unsigned)",
        "why it waits",
        restrict_values("reason", HOLD_REASONS),
    ),
    "hold_verdict": Field(
        "VARCHAR",
        "nhận (accepted) hay không nhận (rejected)",
        "what was decided",
        restrict_values("verdict", ("accepted", "rejected")),
    ),
    "is_authenticated": Field(
        "BOOLEAN",
        "máy chủ thư xác nhận tên miền của người gửi; trống nếu nó không nói",
        "the mail server verified the domain of the sender; null if it does not say",
    ),
    "replaced": Field(
        "VARCHAR",
        "báo cáo đang có hiệu lực khi báo cáo này đến",
        "the report in force at that time",
    ),
    "replaced_at": Field(
        "TIMESTAMPTZ", "lúc nhận báo cáo mang số khác", "when the other report was received"
    ),
    "sender": Field(
        "VARCHAR",
        "ai gửi: inbox (chép tay), nguồn, hoặc nguồn/địa chỉ; dấu ? là không rõ; trống là báo cáo "
        "nhận trước khi có cột này",
        "who sent it: inbox (by hand), source, or source/address; ? where nobody can say; null for "
        "reports from before this column",
    ),
    "sender_address": Field(
        "VARCHAR",
        "địa chỉ ở From của thư, không kèm tên; trống nếu không rõ một địa chỉ",
        "address in From of the mail, without name; null unless exactly one is clear",
    ),
}
