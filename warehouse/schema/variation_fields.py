"""The fields of variation: rung, limits, and the rule of a signal.

Part of the dictionary in `fields`, under the same rule: a name has one meaning in every table.
May import only `field`.
"""

from warehouse.schema.field import Field
from warehouse.schema.field import restrict_values as _restrict_values

RUNGS = ("law", "xmr", "exact", "quarterly", "yearly", "short")
SIGNAL_RULES = ("outside", "trend", "two_of_three", "run")
SIGNAL_SIDES = ("up", "down")
MEANINGS = ("better", "worse", "neutral")
REACHES = ("reached", "within_reach", "out_of_reach")

VARIATION_FIELDS: dict[str, Field] = {
    "counted_denominator": Field(
        "BIGINT",
        "mẫu số của năm đến kỳ này, theo các kỳ đủ báo cáo",
        "denominator of the year up to the period, of complete periods",
    ),
    "counted_numerator": Field(
        "BIGINT",
        "tử số của năm đến kỳ này, theo các kỳ đủ báo cáo",
        "numerator of the year up to the period, of complete periods",
    ),
    "expected_denominator": Field(
        "BIGINT",
        "mẫu số chờ đợi của các kỳ còn mở, bằng trung bình các kỳ đã đủ",
        "denominator expected of the open periods, if they are like the complete ones",
    ),
    "in_signal": Field(
        "BOOLEAN",
        "thuộc một tín hiệu của kỳ này hay của một kỳ sau: tô màu trên biểu đồ",
        "belongs to a signal of this or a later period: coloured on a chart",
    ),
    "is_trial": Field(
        "BOOLEAN",
        "giới hạn tạm: nền chưa đủ kỳ",
        "the limits are on trial: the baseline is not whole yet",
    ),
    "lower_limit": Field("DOUBLE", "giới hạn dưới", "lower limit, in the indicator's unit"),
    "mean": Field("DOUBLE", "trung bình của nền", "mean of the baseline, in the indicator's unit"),
    "meaning": Field(
        "VARCHAR",
        "tốt lên, xấu đi, hay không rõ theo chiều của chỉ số",
        "better, worse or neither, by the indicator's direction",
        _restrict_values("meaning", MEANINGS),
    ),
    "needed_numerator": Field(
        "BIGINT",
        "còn cần bao nhiêu trong các kỳ còn mở để đạt chỉ tiêu năm; 0 là đủ",
        "what the open periods must bring to meet the target of the year; 0: nothing more",
        "needed_numerator >= 0",
    ),
    "periods_counted": Field(
        "INTEGER", "số kỳ đủ báo cáo của năm", "complete periods of the year, up to this one"
    ),
    "periods_decided": Field(
        "INTEGER", "số kỳ đã có kết luận", "periods of the strip that are met or not met"
    ),
    "periods_met": Field("INTEGER", "số kỳ đạt", "periods of the strip that met the target"),
    "periods_open": Field(
        "INTEGER",
        "số kỳ của năm chưa tới hoặc còn thiếu báo cáo",
        "periods of the year that are still to come or incomplete",
    ),
    "periods_shown": Field("INTEGER", "số kỳ của dải", "periods of the strip, at most twelve"),
    "reach": Field(
        "VARCHAR",
        "chỉ tiêu năm: đã đủ, còn đạt được, hay không thể đạt nữa",
        "the target of the year is reached, within reach, or out of reach",
        _restrict_values("reach", REACHES),
    ),
    "strip": Field(
        "VARCHAR",
        "mỗi kỳ một dấu, kỳ này cuối cùng: ✔ đạt, ✘ chưa đạt, – chưa kết luận",
        "a mark for each period, this one last: ✔ met, ✘ not met, – not decided",
    ),
    "strip_en": Field("VARCHAR", "dải bằng lời, tiếng Anh", "the strip in words, in English"),
    "strip_vi": Field("VARCHAR", "dải bằng lời", "the strip in words, in Vietnamese"),
    "rung": Field(
        "VARCHAR",
        "cách đọc chuỗi số, theo độ lớn của số (docs/variation.md)",
        "how the series is read, by the size of its counts (docs/variation.md)",
        _restrict_values("rung", RUNGS),
    ),
    "rung_en": Field("VARCHAR", "vì sao đọc như thế, tiếng Anh", "why it is read so, in English"),
    "rung_vi": Field("VARCHAR", "vì sao đọc như thế", "why it is read so, in Vietnamese"),
    "signal_periods": Field(
        "INTEGER",
        "tín hiệu gồm bao nhiêu kỳ, kỳ này là kỳ cuối",
        "number of periods of the signal, this one being the last",
        "signal_periods >= 1",
    ),
    "signal_rule": Field(
        "VARCHAR",
        "quy tắc: ngoài giới hạn, 7 kỳ tăng hoặc giảm, 2 trong 3 kỳ sát giới hạn, chuỗi một phía; "
        "trống khi không có tín hiệu",
        "the rule: outside a limit, a trend of 7, two of three close to a limit, a run on one "
        "side; null where nothing is news",
        _restrict_values("signal_rule", SIGNAL_RULES),
    ),
    "signal_side": Field(
        "VARCHAR", "lên hay xuống", "up or down", _restrict_values("signal_side", SIGNAL_SIDES)
    ),
    "upper_limit": Field("DOUBLE", "giới hạn trên", "upper limit, in the indicator's unit"),
    "words_en": Field("VARCHAR", "tín hiệu bằng lời, tiếng Anh", "the signal in words, in English"),
    "words_vi": Field("VARCHAR", "tín hiệu bằng lời", "the signal in words, in Vietnamese"),
}
