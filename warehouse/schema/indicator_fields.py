"""The fields of indicators: both sides, how whole they are, target and verdict.

Part of the dictionary in `fields`, under the same rule: a name has one meaning in every table.
May import only `field`.
"""

from warehouse.schema.field import Field
from warehouse.schema.field import restrict_values as _restrict_values

NULL_REASONS = (
    "not_yet_due",
    "not_reported",
    "not_stated",
    "not_applicable",
    "no_living_unit",
    "no_base_period",
    "unlike_periods",
    "open_doubt",
    "no_denominator",
)
VERDICTS = ("met", "not_met", "not_decided", "not_due")
COVERAGES = ("all", "part")

_NAMED_THINGS = {
    "indicator": ("chỉ số", "the indicator"),
    "unit": ("đơn vị", "the unit"),
    "period": ("kỳ", "the period"),
}
_NAMES = {
    f"{thing}_name_{lang}": Field("VARCHAR", f"tên {vi}, tiếng {of}", f"name of {en}, in {tongue}")
    for thing, (vi, en) in _NAMED_THINGS.items()
    for lang, of, tongue in (("vi", "Việt", "Vietnamese"), ("en", "Anh", "English"))
}

INDICATOR_FIELDS: dict[str, Field] = {
    **_NAMES,
    "measure_vi": Field("VARCHAR", "đơn vị tính", "unit of measure, in Vietnamese"),
    "measure_en": Field("VARCHAR", "đơn vị tính, tiếng Anh", "unit of measure, in English"),
    "window_start": Field("DATE", "ngày đầu của kỳ số liệu", "first day of the period's data"),
    "window_end": Field("DATE", "ngày cuối của kỳ số liệu", "last day of the period's data"),
    "because_of": Field(
        "VARCHAR",
        "các báo cáo nhận trong khoảng ấy mà con số dựa vào, nhiều nhất năm",
        "the reports received in between that the figure rests on, at most five",
    ),
    "new_value": Field("DOUBLE", "giá trị sau", "the value after"),
    "new_verdict": Field(
        "VARCHAR", "kết luận sau", "the verdict after", _restrict_values("new_verdict", VERDICTS)
    ),
    "old_value": Field("DOUBLE", "giá trị trước", "the value before"),
    "old_verdict": Field(
        "VARCHAR", "kết luận trước", "the verdict before", _restrict_values("old_verdict", VERDICTS)
    ),
    "since": Field("TIMESTAMPTZ", "so với lần công bố lúc", "compared with the publication of"),
    "was_complete": Field("BOOLEAN", "trước đó đã đủ báo cáo", "was complete before"),
    "closes": Field(
        "BOOLEAN", "báo cáo cuối của kỳ có trả lời", "the last report of the period has an answer"
    ),
    "covers": Field(
        "VARCHAR",
        "địa bàn có đủ đơn vị báo cáo (all) hay chỉ một phần (part); trống: đơn vị tự báo cáo",
        "the area's reporters are all here, or a part of them; null for a unit that reports itself",
        _restrict_values("covers", COVERAGES),
    ),
    "denominator": Field("BIGINT", "mẫu số", "denominator, in its elements' unit"),
    "denominator_terms": Field(
        "BIGINT", "số hạng tử mẫu số của địa bàn", "terms of the denominator that the area can have"
    ),
    "has_begun": Field("BOOLEAN", "kỳ cuối cùng đã bắt đầu", "its last part has begun"),
    "has_doubt": Field(
        "BOOLEAN",
        "dựa trên một số liệu đang có cảnh báo chưa ai xem",
        "rests on a value in force under an open warning",
    ),
    "highest": Field(
        "BIGINT",
        "cao nhất có thể khi báo cáo còn thiếu đến; trống: không có giới hạn",
        "the most that it can be once the missing reports came; null is unbounded",
    ),
    "in_indicator": Field(
        "BOOLEAN", "có chỉ số nào dùng đến chỉ tiêu này", "an indicator asks for the element"
    ),
    "indicator": Field("VARCHAR", "chỉ số", "indicator of the catalogue"),
    "is_base_complete": Field("BOOLEAN", "mẫu số đã đủ báo cáo", "the denominator is complete"),
    "is_complete": Field(
        "BOOLEAN",
        "mọi báo cáo mà con số dựa vào đều đã có và được chấp nhận, cả hai vế",
        "every report that the figure rests on, on both sides, is here and accepted",
    ),
    "is_unlike": Field(
        "BOOLEAN",
        "hai năm đem so không cùng đơn vị, cùng tháng",
        "the two years compared are not of the same units and months",
    ),
    "least_value": Field(
        "BIGINT", "số nhỏ nhất trong các báo cáo của kỳ", "the least value of the period's reports"
    ),
    "looks_before_all": Field(
        "BOOLEAN", "kỳ gốc nằm trước chương trình", "the year before lies before the programme"
    ),
    "lowest": Field(
        "BIGINT",
        "thấp nhất có thể khi báo cáo còn thiếu đến; trống: không có giới hạn",
        "the least that it can be once the missing reports came; null is unbounded",
    ),
    "missing_reports": Field(
        "VARCHAR",
        "các báo cáo còn thiếu: kỳ và đơn vị, nhiều nhất 5; đủ cả ở marts.missing_reports",
        "the missing reports: period and unit, five at most; all are in marts.missing_reports",
    ),
    "null_reason": Field(
        "VARCHAR",
        "vì sao không có giá trị",
        "why there is no value",
        _restrict_values("null_reason", NULL_REASONS),
    ),
    "numerator": Field("BIGINT", "tử số", "numerator, in its elements' unit"),
    "numerator_terms": Field(
        "BIGINT", "số hạng tử tử số của địa bàn", "terms of the numerator that the area can have"
    ),
    "parts_given": Field("BIGINT", "số báo cáo có trả lời", "reports of the period with an answer"),
    "reported_period": Field("VARCHAR", "kỳ của báo cáo", "period of the report"),
    "reporting_unit": Field("VARCHAR", "đơn vị nộp báo cáo", "unit that owes or sent the report"),
    "reports_missing": Field(
        "INTEGER",
        "số báo cáo còn thiếu mà con số dựa vào",
        "number of reports that the figure rests on and that are missing",
        "reports_missing >= 0",
    ),
    "side": Field("VARCHAR", "tử hay mẫu", "which side", "side IN ('numerator', 'denominator')"),
    "target": Field(
        "DOUBLE",
        "chỉ tiêu kế hoạch năm gần nhất: của mình, hoặc chỉ để so sánh",
        "nearest target of the year: the unit's own, or one only to be compared with",
    ),
    "target_binds": Field(
        "BOOLEAN",
        "chỉ tiêu ràng buộc đơn vị này; nếu không thì chỉ để so sánh",
        "the target binds this unit; otherwise it is only a comparison",
    ),
    "target_scope": Field("VARCHAR", "phạm vi của chỉ tiêu", "unit for which the target is set"),
    "term": Field("INTEGER", "số thứ tự của hạng tử", "number of the term on its side, from 0"),
    "verdict": Field(
        "VARCHAR",
        "kết luận: đạt, chưa đạt, chưa kết luận (báo cáo còn thiếu có thể đổi kết quả, hoặc có "
        "cảnh báo), chưa đến lúc; trống khi không có chỉ tiêu ràng buộc",
        "met, not met, not decided (missing reports could change it, or a value is doubted), not "
        "due; null without a target that binds",
        _restrict_values("verdict", VERDICTS),
    ),
    "years_back": Field("INTEGER", "nhìn lại mấy năm", "years that the indicator looks back"),
}
