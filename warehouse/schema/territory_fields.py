"""The fields of territories: how a series goes on through the changes of units.

Part of the dictionary in `fields`, under the same rule: a name has one meaning in every table.
May import only `field`.
"""

from warehouse.schema.field import Field, restrict_values

CONTINUITIES = ("own", "exact", "estimated", "broken")
BREAK_REASONS = (
    "share_unknown",
    "outside",
    "outside_unknown",
    "origin_unknown",
    "successor_unknown",
    "part_of_period",
    "counted_anew",
)
COMPARABLE_BECAUSE = ("own", "exact", "same_land", "side_by_side", "estimated")
NOT_COMPARABLE_BECAUSE = (
    *BREAK_REASONS,
    "other_level",
    "code_moved",
    "name_moved",
    "shared_land",
    "other_unit_and_period",
    "other_part_of_year",
    "other_coverage",
)
NATURES = ("flow", "stock", "cumulative")

TERRITORY_FIELDS: dict[str, Field] = {
    "break_reason": Field(
        "VARCHAR",
        "vì sao chuỗi gãy: không biết tỷ lệ, có phần ở ngoài, không biết có phần ở ngoài không, "
        "không rõ đất ấy trước đó hay sau đó ở đâu, chỉ có một phần của kỳ, hay số lũy kế đếm lại "
        "từ ngày đổi",
        "why the line breaks: a share is unknown, some lies outside, nobody knows whether some "
        "does, the land before or after is unknown, only a part of the period is covered, or the "
        "year-to-date count began anew on the day of the change",
        restrict_values("break_reason", BREAK_REASONS),
    ),
    "broken_by": Field(
        "VARCHAR",
        "các đơn vị mà phần thuộc đất ấy không biết được",
        "the units of which nobody knows what part belongs to the land",
    ),
    "continuity": Field(
        "VARCHAR",
        "số của chính đơn vị, tổng nguyên của các đơn vị trọn vẹn, ước tính theo tỷ lệ, hay gãy",
        "the unit's own figure, an exact sum of whole units, an estimate by shares, or broken",
        restrict_values("continuity", CONTINUITIES),
    ),
    "is_counted_anew": Field(
        "BOOLEAN",
        "số lũy kế của đơn vị mới, đếm từ ngày đổi chứ không từ đầu năm",
        "a year-to-date count of a new unit, since the change and not since the year began",
    ),
    "land_sum": Field(
        "DOUBLE",
        "tử số hay mẫu số cộng trên đất ấy; có phần lẻ khi là ước tính",
        "numerator or denominator added over the land; an estimate has a fraction",
    ),
    "may_compare": Field(
        "VARCHAR",
        "được so sánh: được, được nhưng là ước tính, không",
        "whether the two may be compared: yes, as an estimate, no",
        restrict_values("may_compare", ("yes", "estimated", "no")),
    ),
    "nature": Field(
        "VARCHAR",
        "phát sinh, hiện có hay lũy kế",
        "flow, stock or cumulative",
        restrict_values("nature", NATURES),
    ),
    "other_period": Field("VARCHAR", "kỳ đem so", "the period compared with"),
    "other_unit": Field("VARCHAR", "đơn vị đem so", "the unit compared with"),
    "shares": Field(
        "VARCHAR",
        "tỷ lệ của từng đơn vị bị chia, khi số là ước tính",
        "the share of each divided unit, where the figure is an estimate",
    ),
    "territory_value": Field(
        "DOUBLE",
        "số liệu của đất ấy, theo đơn vị tính của chỉ tiêu; có phần lẻ khi là ước tính",
        "figure of the land, in the element's unit; an estimate has a fraction",
    ),
    "why": Field(
        "VARCHAR",
        "vì sao được hay không được so sánh; ý nghĩa ở docs/units.md",
        "why the two may or may not be compared; the meanings are in docs/units.md",
        restrict_values("why", (*COMPARABLE_BECAUSE, *NOT_COMPARABLE_BECAUSE)),
    ),
}
