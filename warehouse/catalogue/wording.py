"""The catalogue's terms in Vietnamese and English: natures, relations, ranges, formulas.

Phrases for pages only; no computation. May import `declared`, `language`,
`models` and `periods` only.
"""

from collections.abc import Mapping, Sequence

from warehouse.catalogue.declared import Relation, StockJump, Total
from warehouse.catalogue.models import Element, Form, Indicator, Term
from warehouse.language import LANGUAGES, Bilingual, Lang, choose_text
from warehouse.periods import Grain

Words = tuple[str, str]
"""The same phrase in Vietnamese and in English, for `choose_text`."""

NATURES: Mapping[str, Words] = {
    "flow": ("phát sinh trong kỳ", "flow"),
    "stock": ("hiện có cuối kỳ", "stock"),
    "cumulative": ("lũy kế từ đầu năm", "cumulative"),
}
NATURE_RULES: Mapping[str, Words] = {
    "flow": (
        "cộng theo thời gian (tháng → quý → năm) và theo đơn vị",
        "adds over time (month → quarter → year) and over units",
    ),
    "stock": (
        "theo thời gian lấy số cuối kỳ; theo đơn vị thì cộng các đơn vị còn tồn tại",
        "over time the last value stands; over units those that still exist add",
    ),
    "cumulative": (
        "đếm không trùng từ đầu năm báo cáo: theo thời gian lấy số cuối kỳ, không bao giờ cộng; "
        "theo đơn vị thì cộng các đơn vị còn tồn tại",
        "counts distinct things since the reporting year began: over time the last value stands "
        "and never adds; over units those that still exist add",
    ),
}
FREQUENCIES: Mapping[Grain, Words] = {
    Grain.MONTH: ("hằng tháng", "monthly"),
    Grain.QUARTER: ("hằng quý", "quarterly"),
    Grain.HALF_YEAR: ("6 tháng", "half-yearly"),
    Grain.NINE_MONTHS: ("9 tháng", "nine months"),
    Grain.YEAR: ("hằng năm", "yearly"),
}
_LENGTHS: Mapping[Grain, Words] = {
    Grain.MONTH: ("tháng", "a month"),
    Grain.QUARTER: ("quý", "a quarter"),
    Grain.HALF_YEAR: ("6 tháng", "a half-year"),
    Grain.NINE_MONTHS: ("9 tháng", "nine months"),
    Grain.YEAR: ("năm", "a year"),
}
DIRECTIONS: Mapping[str, Words] = {
    "higher": ("tăng là tốt", "higher is better"),
    "lower": ("giảm là tốt", "lower is better"),
    "none": ("không xét tốt, xấu", "neither is better"),
}
VERDICTS: Mapping[str, Words] = {
    "error": ("chắc chắn sai, trả lại", "certainly wrong, returned"),
    "verify": ("cần kiểm tra", "to be verified"),
    "note": ("ghi nhận", "noted"),
}
TOTALS: Mapping[str, Words] = {
    "equal": ("bằng", "equal to"),
    "at_most": ("không quá", "at most"),
}
_COUNTS: Mapping[str, Words] = {
    "units_owed": ("số đơn vị phải báo cáo", "units that owe a report"),
    "units_reported": ("số đơn vị đã báo cáo", "units with an accepted report"),
    "reports_owed": ("số báo cáo phải nộp", "reports owed"),
    "reports_accepted": ("số báo cáo được chấp nhận", "reports accepted"),
    "reports_on_time": ("số báo cáo được chấp nhận đúng hạn", "reports accepted in time"),
}


def relation(form: Form, element: Element) -> Words:
    """Describe an element as part of another; empty for an element without `part_of`."""
    if element.part_of is None:
        return "", ""
    whole = form.element(element.part_of)
    if element.parts_are == "all":
        return (
            f"một phần của «{whole.name_vi}»; các phần cộng lại bằng tổng",
            f"part of «{whole.name_en}»; the parts add up to it",
        )
    return f"trong đó, của «{whole.name_vi}»", f"of which, of «{whole.name_en}»"


def ranges(element: Element) -> Words:
    """Describe the valid and the plausible values; empty for an element without bounds."""
    vi, en = [], []
    if element.valid:
        vi.append(f"chỉ nhận {_bounds(element.valid)[0]}")
        en.append(f"only {_bounds(element.valid)[1]}")
    if element.plausible:
        vi.append(f"thường {_bounds(element.plausible)[0]}")
        en.append(f"usually {_bounds(element.plausible)[1]}")
    return "; ".join(vi), "; ".join(en)


def declared(form: Form, relation: Relation) -> Words:
    """Describe a declared relation."""
    one, other = form.element(relation.element), form.element(relation.other)
    vi, en = f"«{one.name_vi}»", f"«{one.name_en}»"
    other_vi, other_en = f"«{other.name_vi}»", f"«{other.name_en}»"
    if relation.kind == "pair":
        return f"có {vi} thì phải có {other_vi}", f"{en} only with {other_en}"
    if relation.kind == "at_most":
        aside = _aside(relation.tolerance)
        return f"{vi} không quá {other_vi}{aside[0]}", f"{en} at most {other_en}{aside[1]}"
    low, high = map(number, relation.between or (0, 0))
    return (
        f"{vi}: từ {low} đến {high} {one.unit} trên mỗi {other.unit} ({other_vi})",
        f"{en} between {low} and {high} for each of {other_en}",
    )


def total(form: Form, stated: Total, forms: Mapping[str, Form]) -> Words:
    """Describe a relation between an element and a total of another form."""
    one, other = form.element(stated.element), forms[stated.form].element(stated.other)
    (is_vi, is_en), aside = TOTALS[stated.kind], _aside(stated.tolerance)
    over_vi, over_en = _LENGTHS[stated.over]
    where = f"`{stated.form}.{stated.other}`"
    return (
        f"«{one.name_vi}» cả {over_vi} {is_vi} tổng «{other.name_vi}» ({where}) của các đơn vị "
        f"cùng địa bàn{aside[0]}",
        f"«{one.name_en}» of {over_en} is {is_en} the sum of «{other.name_en}» ({where}) of the "
        f"units of the same area{aside[1]}",
    )


def jump(element: Element | None, allowed: StockJump) -> Words:
    """Describe the limit of a stock's change; None means every stock of the form."""
    by, floor = percent(allowed.share), number(allowed.floor)
    vi, en = (f"«{element.name_vi}»", f"«{element.name_en}»") if element else ("số", "a stock")
    return (
        f"{vi} hiện có cuối kỳ đổi không quá {by} so với báo cáo trước (dưới {floor} tính là "
        f"{floor})",
        f"{en} moves by no more than {by} between reports (below {floor} counts as {floor})",
    )


def percent(share: float) -> str:
    """Format a share as percentage: 5% for 0.05."""
    return f"{number(round(100 * share, 2))}%"


def _aside(tolerance: float) -> Words:
    if not tolerance:
        return "", ""
    by = percent(tolerance)
    return f", cho phép lệch {by}", f", {by} aside"


def formula(indicator: Indicator, forms: Mapping[str, Form]) -> Words:
    """Describe the computation of an indicator."""
    return Bilingual(*(_formula(indicator, forms, lang) for lang in LANGUAGES))


def number(value: float) -> str:
    """Format a number in the Vietnamese way: 1.234,5; a whole number without decimals."""
    text = f"{value:,.0f}" if value == int(value) else f"{value:,}"
    return text.translate(str.maketrans(",.", ".,"))


def _bounds(bounds: tuple[int, int]) -> Words:
    low, high = map(number, bounds)
    if bounds[0] < 0:  # a dash between a minus and a number is hard to read
        return f"từ {low} đến {high}", f"from {low} to {high}"
    return f"{low}–{high}", f"{low}–{high}"


def _formula(indicator: Indicator, forms: Mapping[str, Form], lang: Lang) -> str:
    factor = f"{indicator.factor} × " if indicator.factor != 1 else ""
    if not indicator.denominator:
        return factor + _sum(indicator.numerator, forms, lang)
    above, below = (
        _group(terms, forms, lang) for terms in (indicator.numerator, indicator.denominator)
    )
    return f"{factor}{above} ÷ {below}"


def _group(terms: Sequence[Term], forms: Mapping[str, Form], lang: Lang) -> str:
    text = _sum(terms, forms, lang)
    return text if len(terms) == 1 and terms[0].measure == "element" else f"({text})"


def _sum(terms: Sequence[Term], forms: Mapping[str, Form], lang: Lang) -> str:
    text = ""
    for place, term in enumerate(terms):
        sign = "−" if term.coefficient < 0 else "+"
        text += f" {sign} " if place else sign.strip("+")
        times = abs(term.coefficient)
        text += (f"{times} × " if times != 1 else "") + _term(term, forms, lang)
    return text


def _term(term: Term, forms: Mapping[str, Form], lang: Lang) -> str:
    if term.form is None:
        phrase = choose_text(_COUNTS[term.measure], lang)
    elif term.element is None:
        phrase = f"{choose_text(_COUNTS[term.measure], lang)} (`{term.form}`)"
    else:
        name = forms[term.form].element(term.element).name(lang)
        phrase = f"«{name}» (`{term.form}.{term.element}`)"
    if term.measure == "units_with":
        few = (
            f"số đơn vị có {phrase} từ {term.at_least} trở lên",
            f"units whose {phrase} is at least {term.at_least}",
        )
        phrase = choose_text(few, lang)
    if term.years_back:
        before = (" cùng kỳ năm trước", " of the same period a year before")
        phrase += choose_text(before, lang)
    return phrase
