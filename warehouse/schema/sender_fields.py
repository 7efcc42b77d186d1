"""The fields of senders: what a source says of who sent a file.

Part of the dictionary in `fields`. May import only `field`.
"""

from warehouse.schema.field import Field

SENDER_FIELDS: dict[str, Field] = {
    "authentication": Field(
        "VARCHAR",
        "kết quả SPF, DKIM, DMARC mà máy chủ thư nhận ghi; trống nếu nó không ghi",
        "the SPF, DKIM and DMARC results of the receiving mail server; null if it states none",
    ),
    "envelope_sender": Field(
        "VARCHAR",
        "địa chỉ trên phong bì (Return-Path), nếu có",
        "envelope sender (Return-Path), if any",
    ),
    "is_authenticated": Field(
        "BOOLEAN",
        "máy chủ thư xác nhận tên miền của người gửi; trống nếu nó không nói",
        "the mail server verified the domain of the sender; null if it does not say",
    ),
    "sender_address": Field(
        "VARCHAR",
        "địa chỉ ở From của thư, không kèm tên; trống nếu không rõ một địa chỉ",
        "address in From of the mail, without name; null unless exactly one is clear",
    ),
}
