"""The fields of the hub's labels, and of the decisions renewed by labels.

Part of the dictionary in `fields`, under the same rule: a name has one meaning in every table.
May import only `field`.
"""

from warehouse.schema.field import Field, restrict_values

LABEL_EVENTS = ("taught", "removed")
RENEWAL_REASONS = ("label", "layout")
"""Why a decision was renewed: the hub taught or removed a label, accepted or retired a layout."""
LAYOUT_EVENTS = ("accepted", "retired")

DECISION_FIELDS: dict[str, Field] = {
    "earlier_submission": Field(
        "VARCHAR", "kết luận trước, không còn tính", "the decision before, which counts no more"
    ),
    "label": Field("VARCHAR", "tên dòng theo cách gọi của đơn vị", "a row's label, as offices say"),
    "label_event": Field(
        "VARCHAR",
        "khai hay bỏ một cách gọi",
        "a label was taught or removed",
        restrict_values("event", LABEL_EVENTS),
    ),
    "label_number": Field("INTEGER", "thứ tự", "number in the order of events", "sequence >= 1"),
    "label_unit": Field(
        "VARCHAR", "chỉ của đơn vị này; trống là của mọi đơn vị", "of this unit only; null: of all"
    ),
    "layout_content": Field("VARCHAR", "cách đọc, dạng YAML", "the layout, as YAML"),
    "layout_event": Field(
        "VARCHAR",
        "duyệt hay bỏ một cách đọc",
        "a layout was accepted or retired",
        restrict_values("event", LAYOUT_EVENTS),
    ),
    "layout_name": Field(
        "VARCHAR", "tên cách đọc: ĐƠN-VỊ-biểu-số", "name of the layout: UNIT-form-number"
    ),
    "layout_source": Field(
        "VARCHAR", "dấu băm của tệp đã duyệt theo", "hash of the file it was accepted from"
    ),
    "person": Field("VARCHAR", "ai khai", "who taught or removed it"),
    "proposal": Field("VARCHAR", "mã của đề xuất", "id of the proposal"),
    "renewal_reason": Field(
        "VARCHAR",
        "vì sao xét lại",
        "why the decision was renewed",
        restrict_values("reason", RENEWAL_REASONS),
    ),
    "waits_until": Field(
        "DATE",
        "ngày chờ cuối cùng; qua ngày ấy báo cáo bị trả lại",
        "last day of waiting; then the report goes back",
    ),
}
