"""The fields of remarks: notes beside figures, obstacles and proposals, and the hub's replies.

Part of the dictionary in `fields`. May import only `field`.
"""

from warehouse.schema.field import Field, restrict_values

REMARK_FIELDS: dict[str, Field] = {
    "note": Field(
        "VARCHAR",
        "ghi chú của đơn vị cạnh số liệu ấy; trống là không có",
        "the unit's note beside this figure; null without one",
    ),
    "obstacle": Field(
        "VARCHAR",
        "mã của khó khăn hay đề xuất: giữ nguyên khi gửi lại cùng lời ấy; trống ở ghi chú",
        "id of an obstacle or proposal, the same for the same words sent again; null of a note",
    ),
    "obstacle_state": Field(
        "VARCHAR",
        "mới (new) hay đã trả lời (answered)",
        "new, or answered",
        restrict_values("state", ("new", "answered")),
    ),
    "remark_kind": Field(
        "VARCHAR",
        "ghi chú (note), khó khăn (obstacle) hay đề xuất (proposal)",
        "a note, an obstacle or a proposal",
        restrict_values("kind", ("note", "obstacle", "proposal")),
    ),
    "remark_text": Field("VARCHAR", "lời của đơn vị", "the unit's own words"),
    "replied_at": Field("TIMESTAMPTZ", "lúc trả lời", "when it was answered"),
    "replied_by": Field("VARCHAR", "ai trả lời, theo chức danh", "who answered, by post"),
    "reply": Field("VARCHAR", "lời trả lời của đầu mối", "the hub's answer"),
    "reply_sequence": Field(
        "INTEGER", "lần trả lời thứ mấy", "number of the answer, from 1", "sequence >= 1"
    ),
}
