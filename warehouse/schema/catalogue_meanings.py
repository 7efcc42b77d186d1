"""The meaning of every table and column of schema `catalogue`, Vietnamese first and English beside.

The tables are those of `catalogue.catalogue_tables`; a column without an entry here has the meaning
of its name in the dictionary. May import `entries`, `fields` and `table` only.
"""

from collections.abc import Iterable

from warehouse.entries import find_entry
from warehouse.schema.fields import FIELDS
from warehouse.schema.table import quote_literal

Meaning = tuple[str, str]

TABLE_MEANINGS: dict[str, Meaning] = {
    "ancestors": (
        "Mỗi đơn vị với từng đơn vị ở trên, kể cả chính đơn vị.",
        "Each unit with every unit above, and with itself.",
    ),
    "area_coverage": (
        "Từ ngày nào đến ngày nào các đơn vị báo cáo của một địa bàn có đủ ở đây hay chỉ một phần.",
        "From which day to which day all reporting units of an area are here, or a part of them.",
    ),
    "area_periods": (
        "Các kỳ mà một địa bàn có số liệu.",
        "The periods for which an area has figures.",
    ),
    "codes": ("Các mã lỗi và nghi vấn.", "The codes of findings."),
    "elements": ("Các chỉ tiêu của các biểu.", "The data elements of the forms."),
    "form_periods": (
        "Các kỳ của mỗi biểu, với hạn nộp, tính đến ngày của lượt chạy.",
        "The periods of each form with their due dates, as of the day of the run.",
    ),
    "indicators": ("Các chỉ số.", "The indicators."),
    "indicator_forms": (
        "Các biểu mà mỗi chỉ số cần, và cần báo cáo nào trong kỳ.",
        "The forms needed by each indicator, and which reports of a period.",
    ),
    "indicator_grains": (
        "Các độ dài kỳ của mỗi chỉ số, cho đơn vị theo biểu và cho địa bàn.",
        "The period lengths of each indicator, for a unit by form and for an area.",
    ),
    "metrics": ("Các thước đo chất lượng số liệu.", "The metrics of data quality."),
    "moment": ("Lượt chạy đã dựng kho này: một hàng.", "The run of this warehouse: one row."),
    "nesting": (
        "Mỗi kỳ với các kỳ ngắn hơn lấp đầy kỳ ấy, kể cả chính kỳ.",
        "Each period with the shorter periods that fill it, and with itself.",
    ),
    "periods": ("Các kỳ báo cáo.", "The reporting periods."),
    "targets": ("Chỉ tiêu kế hoạch của các chỉ số.", "The targets of the indicators."),
    "terms": ("Các số hạng của công thức mỗi chỉ số.", "The terms of each indicator's formula."),
    "term_periods": (
        "Số liệu của mỗi kỳ được tính cho kỳ nào, theo số năm mà số hạng nhìn lại.",
        "For which period the figures of a period count, by the years that a term looks back.",
    ),
    "territories": (
        "Số liệu của đơn vị nào thuộc đất của một đơn vị hay địa bàn, qua các lần thay đổi.",
        "Whose figures belong to the land of a unit or area, through the changes of units.",
    ),
    "units": ("Các đơn vị và địa bàn.", "The units and areas."),
    "unit_changes": (
        "Đơn vị nào chuyển vào đơn vị nào, ngày nào, trọn vẹn hay một phần.",
        "Which unit went into which, on which day, whole or in part.",
    ),
}

COLUMN_MEANINGS: dict[str, Meaning] = {
    "area": ("địa bàn", "area"),
    "as_of": ("ngày của lượt chạy", "day of the run"),
    "at_least": (
        "giá trị ít nhất để một đơn vị được đếm (units_with)",
        "least value for a unit to be counted (units_with)",
    ),
    "basis": ("căn cứ: văn bản, hay thực hành", "basis: a document, or practice"),
    "binds": (
        "each: cho cả địa bàn và từng đơn vị; whole: chỉ cho cả địa bàn",
        "each: for the scope and every unit below; whole: for the scope alone",
    ),
    "coefficient": ("hệ số nhân", "factor of the term"),
    "count_kind": (
        "số đếm biến động thế nào: events, people, percent, stock",
        "how the count varies by chance: events, people, percent, stock",
    ),
    "direction": (
        "cao hay thấp là tốt; none, near: không xét hướng",
        "whether higher or lower is good; none or near: neither",
    ),
    "distance": ("cách mấy cấp; 0 là chính đơn vị", "levels between the two; 0 is the unit itself"),
    "divergent_from": (
        "từ bao nhiêu lần vượt giới hạn thì đơn vị bị coi là khác thường",
        "number of values beyond the limit that makes a unit divergent",
    ),
    "effective": ("ngày có hiệu lực", "first day of the change"),
    "extent": ("trọn vẹn hay một phần", "whole or part"),
    "factor": ("nhân với: 1, 100 …", "the quotient is multiplied by: 1, 100 …"),
    "from_year": ("từ năm", "first year"),
    "gso_code": (
        "mã của Tổng cục Thống kê; có thể được dùng lại",
        "code of the statistics office; may be reused",
    ),
    "has_denominator": ("có mẫu số", "has a denominator"),
    "has_flow": (
        "dùng chỉ tiêu phát sinh: cần mọi báo cáo trong kỳ",
        "rests on a flow: every report of the period counts",
    ),
    "indicators.kind": (
        "loại: share, change, mean, ratio, count",
        "kind: share, change, mean, ratio, count",
    ),
    "indicator_forms.denominator_terms": (
        "số số hạng của mẫu số lấy từ biểu",
        "terms of the denominator from the form",
    ),
    "indicator_forms.numerator_terms": (
        "số số hạng của tử số lấy từ biểu",
        "terms of the numerator from the form",
    ),
    "indicator_grains.form": (
        "biểu của đơn vị; trống là của địa bàn",
        "form of the unit; null for an area",
    ),
    "is_cumulative": (
        "tử số có chỉ tiêu lũy kế từ đầu năm",
        "the numerator has an element counted from the start of the year",
    ),
    "is_last": ("phần cuối của kỳ", "the last part of the period"),
    "is_required": ("ô phải ghi", "the cell must be filled"),
    "is_sensitive": (
        "có chỉ tiêu nhạy cảm: công bố khi không lộ số nhỏ",
        "has a sensitive element: public where no small count follows",
    ),
    "is_signed": ("được phép là số âm", "may be negative"),
    "limit": ("giới hạn của mỗi giá trị được thử", "limit of each tested value"),
    "made_in": (
        "năm báo cáo mà đơn vị ra đời ở giữa; trống là không",
        "reporting year within which the unit began; null for none",
    ),
    "may_be_blank": (
        "dựa vào một ô được để trống, hay chưa có ở một phiên bản trước của biểu",
        "rests on a cell that may stay blank, or that an earlier version of the form lacks",
    ),
    "measure": (
        "đo gì: số của chỉ tiêu, hay số đơn vị, số báo cáo",
        "what is measured: an element, or a count of units or reports",
    ),
    "mixed_natures": (
        "vì sao chia hai loại số khác nhau; trống là không chia như vậy",
        "why two natures are divided; null where they are not",
    ),
    "moment.happened_at": ("lúc lượt chạy bắt đầu", "when the run began"),
    "name_en": ("tên tiếng Anh", "name in English"),
    "name_vi": ("tên tiếng Việt", "name in Vietnamese"),
    "needs_every_report": (
        "đơn vị được đếm khi mọi báo cáo trong kỳ đều có",
        "a unit counts if every report of the period shows it",
    ),
    "needs_last_report": (
        "báo cáo cuối cùng của kỳ quyết định",
        "the last report of the period decides",
    ),
    "nesting.part": ("kỳ ngắn hơn hay chính kỳ", "a shorter period, or the period itself"),
    "new_unit": ("đơn vị mới", "new unit"),
    "note_en": ("ghi chú, tiếng Anh", "note in English"),
    "note_vi": ("ghi chú", "note in Vietnamese"),
    "old_unit": ("đơn vị cũ", "old unit"),
    "outside": (
        "đơn vị mới có phần từ nơi khác không; trống là chưa biết",
        "whether some of the new unit comes from elsewhere; null is unknown",
    ),
    "over_time": (
        "trong kỳ dài: báo cáo cuối quyết định (last), hay mọi báo cáo (every)",
        "in a longer period the last report decides, or every report must show it",
    ),
    "parent": ("đơn vị cấp trên", "the unit above"),
    "part_of": ("là một phần của chỉ tiêu này", "is a part of that element"),
    "parts_are": (
        "các phần cộng lại bằng cả (all), hay chỉ là một số phần (some)",
        "the parts add up to the whole (all), or are some of it",
    ),
    "position": ("phần thứ mấy, từ 0", "number of the part, from 0"),
    "public_grain": (
        "độ dài kỳ ngắn nhất được công bố; trống là mọi độ dài",
        "shortest period that is ever public; null for all",
    ),
    "relation": (
        "chính đất ấy (own), đơn vị trước (before) hay sau (after)",
        "own, or a unit before or after",
    ),
    "reports_from": ("ngày bắt đầu phải báo cáo", "first day of reporting"),
    "scope": ("đơn vị hay địa bàn của chỉ tiêu", "unit or area of the target"),
    "sensitive": ("số nhạy cảm: được che khi nhỏ", "sensitive: suppressed where small"),
    "severity_rank": ("mức nặng, 1 là nặng nhất", "rank of the severity, 1 is the gravest"),
    "share": (
        "tỷ lệ chuyển sang, từ 0 đến 1; trống là chưa biết",
        "share that went over, from 0 to 1; null is unknown",
    ),
    "targets.target": ("giá trị phải đạt", "the value to reach"),
    "territory": ("đơn vị hay địa bàn có đất ấy", "the unit or area whose land it is"),
    "time_zone": ("múi giờ của lịch", "time zone of the calendar"),
    "to_year": ("đến năm", "last year"),
    "unit_en": ("đơn vị tính, tiếng Anh", "unit of measure in English"),
    "unit_of_measure": ("đơn vị tính", "unit of measure in Vietnamese"),
    "unit_vi": ("đơn vị tính", "unit of measure in Vietnamese"),
    "units.kind": ("loại đơn vị", "kind of unit"),
    "valid_from": ("từ ngày", "first day"),
    "valid_to": ("đến ngày; 9999-12-31 là đang còn", "last day; 9999-12-31 is still in force"),
    "within_year": ("kỳ trong năm: -05, -Q2, -H1 …", "the period within the year: -05, -Q2, -H1 …"),
    "years_back": ("so với mấy năm trước; 0 là năm nay", "years back; 0 is the same year"),
}
"""By `table.column`, or by column where every table means the same."""


def write_catalogue_comments(name: str, columns: Iterable[str]) -> list[str]:
    """Return the statements for commenting a table of schema `catalogue` and each column.

    Raises:
        MissingEntryError: the table or a column has no meaning here or in the dictionary.
    """
    table = name.removeprefix("catalogue.")
    place = "warehouse/schema/catalogue_meanings.py, TABLE_MEANINGS"
    description = " / ".join(find_entry(TABLE_MEANINGS, table, place))
    return [
        f"COMMENT ON TABLE {name} IS {quote_literal(description)}",
        *(
            f"COMMENT ON COLUMN {name}.{column} IS {quote_literal(_describe_column(table, column))}"
            for column in columns
        ),
    ]


def _describe_column(table: str, column: str) -> str:
    own_key = f"{table}.{column}"
    key = own_key if own_key in COLUMN_MEANINGS else column
    if key not in COLUMN_MEANINGS and column in FIELDS:
        return f"{FIELDS[column].vi} / {FIELDS[column].en}"
    place = "warehouse/schema/catalogue_meanings.py, COLUMN_MEANINGS"
    return " / ".join(find_entry(COLUMN_MEANINGS, key, place))
