"""The fields of what the hub teaches, and of the decisions renewed because of it.

Part of the dictionary in `fields`, under the same rule: a name has one meaning in every table.
May import only `field`.
"""

from warehouse.schema.field import Field, restrict_values

LABEL_EVENTS = ("taught", "removed")
RENEWAL_REASONS = ("label",)
"""Why a decision was renewed: the hub taught or removed a label."""

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
    "person": Field("VARCHAR", "ai khai", "who taught or removed it"),
    "renewal_reason": Field(
        "VARCHAR",
        "vì sao xét lại",
        "why the decision was renewed",
        restrict_values("reason", RENEWAL_REASONS),
    ),
}
