"""The catalogue's terms in Vietnamese and English: natures, relations, ranges, formulas.

Phrases for pages only; no computation. May import `declarations`, `language`,
`models` and `periods` only.
"""

from collections.abc import Mapping, Sequence
from typing import assert_never

from warehouse.catalogue.declarations import Relation, StockJump, Total
from warehouse.catalogue.indicators import Indicator, Term
from warehouse.catalogue.models import Element, Form
from warehouse.language import LANGUAGES, Bilingual, Lang, choose_text
from warehouse.periods import Grain

BilingualPhrase = tuple[str, str]
"""The same phrase in Vietnamese and in English, for `choose_text`."""

NATURE_NAMES: Mapping[str, BilingualPhrase] = {
    "flow": ("phát sinh trong kỳ", "flow"),
    "stock": ("hiện có cuối kỳ", "stock"),
    "cumulative": ("lũy kế từ đầu năm", "cumulative"),
}
NATURE_RULES: Mapping[str, BilingualPhrase] = {
    "flow": (
        "cộng theo thời gian (tháng → quý → năm) và theo đơn vị",
        "adds over time (month → quarter → year) and over units",
    ),
    "stock": (
        "theo thời gian lấy số cuối kỳ; theo đơn vị thì cộng các đơn vị còn tồn tại",
        "over time the last value counts; over units the existing units add up",
    ),
    "cumulative": (
        "đếm không trùng từ đầu năm báo cáo: theo thời gian lấy số cuối kỳ, không bao giờ cộng; "
        "theo đơn vị thì cộng các đơn vị còn tồn tại",
        "counts distinct things since the reporting year began: over time the last value "
        "counts and never adds up; over units the existing units add up",
    ),
}
FREQUENCY_NAMES: Mapping[Grain, BilingualPhrase] = {
    Grain.MONTH: ("hằng tháng", "monthly"),
    Grain.QUARTER: ("hằng quý", "quarterly"),
    Grain.HALF_YEAR: ("6 tháng", "half-yearly"),
    Grain.NINE_MONTHS: ("9 tháng", "nine months"),
    Grain.YEAR: ("hằng năm", "yearly"),
}
GRAIN_PHRASES: Mapping[Grain, BilingualPhrase] = {
    Grain.MONTH: ("tháng", "a month"),
    Grain.QUARTER: ("quý", "a quarter"),
    Grain.HALF_YEAR: ("6 tháng", "a half-year"),
    Grain.NINE_MONTHS: ("9 tháng", "nine months"),
    Grain.YEAR: ("năm", "a year"),
}
DIRECTION_PHRASES: Mapping[str, BilingualPhrase] = {
    "higher": ("tăng là tốt", "higher is better"),
    "lower": ("giảm là tốt", "lower is better"),
    "none": ("không xét tốt, xấu", "neither is better"),
}
KIND_PHRASES: Mapping[str, BilingualPhrase] = {
    "share": ("tỷ lệ, không bao giờ quá 100 %", "a share, never above 100 %"),
    "change": ("thay đổi so với năm trước", "a change on the year before"),
    "mean": ("số bình quân", "a mean"),
    "ratio": ("tỷ số của hai đại lượng", "a ratio of two quantities"),
    "count": ("số đếm", "a count"),
}
BINDS_PHRASES: Mapping[str, BilingualPhrase] = {
    "each": ("ràng buộc địa bàn này và mọi đơn vị bên dưới", "binds it and each unit below"),
    "whole": (
        "ràng buộc cả địa bàn; bên dưới chỉ để so sánh",
        "binds the whole; a comparison below",
    ),
}
VERDICT_PHRASES: Mapping[str, BilingualPhrase] = {
    "error": ("chắc chắn sai, trả lại", "certainly wrong, returned"),
    "verify": ("cần kiểm tra", "to be verified"),
    "note": ("ghi nhận", "noted"),
}
TOTAL_PHRASES: Mapping[str, BilingualPhrase] = {
    "equal": ("bằng", "equal to"),
    "at_most": ("không quá", "at most"),
}
_EVERY_PHRASE: BilingualPhrase = (
    " ở mọi báo cáo phải nộp của kỳ",
    " in every report owed of the period",
)
_COUNT_PHRASES: Mapping[str, BilingualPhrase] = {
    "units_owed": ("số đơn vị phải báo cáo", "units that owe a report"),
    "units_reported": ("số đơn vị đã báo cáo", "units with an accepted report"),
    "reports_owed": ("số báo cáo phải nộp", "reports owed"),
    "reports_accepted": (
        "số báo cáo được chấp nhận hoặc đang được duyệt cách đọc",
        "reports accepted, or whose reading is looked at",
    ),
    "reports_on_time": ("số báo cáo ấy nhận đúng hạn", "such reports received in time"),
}


def describe_part(form: Form, element: Element) -> BilingualPhrase:
    """Describe an element as part of another; empty for an element without `part_of`."""
    if element.part_of is None:
        return "", ""
    whole = form.get_element(element.part_of)
    if element.parts_are == "all":
        return (
            f"một phần của «{whole.name_vi}»; các phần cộng lại bằng tổng",
            f"part of «{whole.name_en}»; the parts add up to the whole",
        )
    return f"trong đó, của «{whole.name_vi}»", f"of which, of «{whole.name_en}»"


def describe_ranges(element: Element) -> BilingualPhrase:
    """Describe the valid and the plausible values; empty for an element without bounds."""
    vi, en = [], []
    if element.valid:
        vi.append(f"chỉ nhận {_format_bounds(element.valid)[0]}")
        en.append(f"only {_format_bounds(element.valid)[1]}")
    if element.plausible:
        vi.append(f"thường {_format_bounds(element.plausible)[0]}")
        en.append(f"usually {_format_bounds(element.plausible)[1]}")
    return "; ".join(vi), "; ".join(en)


def describe_relation(form: Form, relation: Relation) -> BilingualPhrase:
    """Describe a declared relation."""
    element, other = form.get_element(relation.element), form.get_element(relation.other)
    vi, en = f"«{element.name_vi}»", f"«{element.name_en}»"
    other_vi, other_en = f"«{other.name_vi}»", f"«{other.name_en}»"
    if relation.kind == "pair":
        return f"có {vi} thì phải có {other_vi}", f"{en} only with {other_en}"
    if relation.kind == "at_most":
        tolerance = _describe_tolerance(relation.tolerance)
        return f"{vi} không quá {other_vi}{tolerance[0]}", f"{en} at most {other_en}{tolerance[1]}"
    if relation.kind == "ratio":
        low, high = map(format_vietnamese_number, relation.between or (0, 0))
        return (
            f"{vi}: từ {low} đến {high} {element.unit} trên mỗi {other.unit} ({other_vi})",
            f"{en} between {low} and {high} for each of {other_en}",
        )
    assert_never(relation.kind)


def describe_total(form: Form, form_total: Total, forms: Mapping[str, Form]) -> BilingualPhrase:
    """Describe a relation between an element and a total of another form."""
    element, other = (
        form.get_element(form_total.element),
        forms[form_total.form].get_element(form_total.other),
    )
    (is_vi, is_en), tolerance = (
        TOTAL_PHRASES[form_total.kind],
        _describe_tolerance(form_total.tolerance),
    )
    over_vi, over_en = GRAIN_PHRASES[form_total.over]
    column = f"`{form_total.form}.{form_total.other}`"
    return (
        f"«{element.name_vi}» cả {over_vi} {is_vi} tổng «{other.name_vi}» ({column}) của các đơn "
        f"vị "
        f"cùng địa bàn{tolerance[0]}",
        f"«{element.name_en}» of {over_en} is {is_en} the sum of «{other.name_en}» ({column}) of "
        f"the "
        f"units of the same area{tolerance[1]}",
    )


def describe_stock_jump(element: Element | None, stock_jump: StockJump) -> BilingualPhrase:
    """Describe the limit of a stock's change; None means every stock of the form."""
    share, floor = format_share(stock_jump.share), format_vietnamese_number(stock_jump.floor)
    vi, en = (f"«{element.name_vi}»", f"«{element.name_en}»") if element else ("số", "a stock")
    return (
        f"{vi} hiện có cuối kỳ đổi không quá {share} so với báo cáo trước (dưới {floor} tính là "
        f"{floor})",
        f"{en} changes by at most {share} between reports (below {floor} counts as {floor})",
    )


def format_share(share: float) -> str:
    """Format a share as percentage: 5% for 0.05."""
    return f"{format_vietnamese_number(round(100 * share, 2))}%"


def _describe_tolerance(tolerance: float) -> BilingualPhrase:
    if not tolerance:
        return "", ""
    share = format_share(tolerance)
    return f", cho phép lệch {share}", f", tolerance {share}"


def describe_formula(indicator: Indicator, forms: Mapping[str, Form]) -> BilingualPhrase:
    """Describe the computation of an indicator."""
    return Bilingual(*(_write_formula(indicator, forms, lang) for lang in LANGUAGES))


def format_vietnamese_number(value: float) -> str:
    """Format a number in the Vietnamese way: 1.234,5; a whole number without decimals."""
    text = f"{value:,.0f}" if value == int(value) else f"{value:,}"
    return text.translate(str.maketrans(",.", ".,"))


def _format_bounds(bounds: tuple[int, int]) -> BilingualPhrase:
    low, high = map(format_vietnamese_number, bounds)
    if bounds[0] < 0:  # a dash between a minus and a number is hard to read
        return f"từ {low} đến {high}", f"from {low} to {high}"
    return f"{low}–{high}", f"{low}–{high}"


def _write_formula(indicator: Indicator, forms: Mapping[str, Form], lang: Lang) -> str:
    factor = f"{indicator.factor} × " if indicator.factor != 1 else ""
    if not indicator.denominator:
        return factor + _write_term_sum(indicator.numerator, forms, lang)
    numerator, denominator = (
        _write_term_group(terms, forms, lang)
        for terms in (indicator.numerator, indicator.denominator)
    )
    return f"{factor}{numerator} ÷ {denominator}"


def _write_term_group(terms: Sequence[Term], forms: Mapping[str, Form], lang: Lang) -> str:
    text = _write_term_sum(terms, forms, lang)
    return text if len(terms) == 1 and terms[0].measure == "element" else f"({text})"


def _write_term_sum(terms: Sequence[Term], forms: Mapping[str, Form], lang: Lang) -> str:
    text = ""
    for position, term in enumerate(terms):
        sign = "−" if term.coefficient < 0 else "+"
        text += f" {sign} " if position else sign.strip("+")
        multiplier = abs(term.coefficient)
        text += (f"{multiplier} × " if multiplier != 1 else "") + _write_term(term, forms, lang)
    return text


def _write_term(term: Term, forms: Mapping[str, Form], lang: Lang) -> str:
    if term.form is None:
        phrase = choose_text(_COUNT_PHRASES[term.measure], lang)
    elif term.element is None:
        phrase = f"{choose_text(_COUNT_PHRASES[term.measure], lang)} (`{term.form}`)"
    else:
        name = forms[term.form].get_element(term.element).get_name(lang)
        phrase = f"«{name}» (`{term.form}.{term.element}`)"
    if term.measure == "units_with":
        phrases = (
            f"số đơn vị có {phrase} từ {term.at_least} trở lên",
            f"units whose {phrase} is at least {term.at_least}",
        )
        phrase = choose_text(phrases, lang)
    if term.over_time == "every":
        phrase += choose_text(_EVERY_PHRASE, lang)
    if term.years_back:
        before = (" cùng kỳ năm trước", " of the same period a year before")
        phrase += choose_text(before, lang)
    return phrase
