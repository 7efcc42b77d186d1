"""The catalogue's terms in words, Vietnamese and English: natures, relations, ranges, formulas.

Phrases only, for whoever writes a page; what the terms mean to a computation is not here.
"""

from collections.abc import Mapping, Sequence

from warehouse.catalogue.models import Element, Form, Indicator, Term
from warehouse.periods import Grain

Words = tuple[str, str]
"""The same phrase in Vietnamese and in English."""

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
DIRECTIONS: Mapping[str, Words] = {
    "higher": ("tăng là tốt", "higher is better"),
    "lower": ("giảm là tốt", "lower is better"),
    "none": ("không xét tốt, xấu", "neither is better"),
}
_COUNTS: Mapping[str, Words] = {
    "units_owed": ("số đơn vị phải báo cáo", "units that owe a report"),
    "units_reported": ("số đơn vị đã báo cáo", "units with an accepted report"),
    "reports_owed": ("số báo cáo phải nộp", "reports owed"),
    "reports_accepted": ("số báo cáo được chấp nhận", "reports accepted"),
    "reports_on_time": ("số báo cáo được chấp nhận đúng hạn", "reports accepted in time"),
}


def relation(form: Form, element: Element) -> Words:
    """What an element is of another; empty when it stands alone."""
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
    """The values that are certain and those that are asked about; empty when any will do."""
    vi, en = [], []
    if element.valid:
        vi.append(f"chỉ nhận {_bounds(element.valid)}")
        en.append(f"only {_bounds(element.valid)}")
    if element.plausible:
        vi.append(f"thường {_bounds(element.plausible)}")
        en.append(f"usually {_bounds(element.plausible)}")
    return "; ".join(vi), "; ".join(en)


def formula(indicator: Indicator, forms: Mapping[str, Form]) -> Words:
    """How an indicator is reckoned, in words."""
    return _formula(indicator, forms, 0), _formula(indicator, forms, 1)


def number(value: float) -> str:
    """A number as Vietnamese print it: 1.234,5; no decimals when it is whole."""
    text = f"{value:,.0f}" if value == int(value) else f"{value:,}"
    return text.translate(str.maketrans(",.", ".,"))


def _bounds(bounds: tuple[int, int]) -> str:
    return f"{number(bounds[0])}–{number(bounds[1])}"


def _formula(indicator: Indicator, forms: Mapping[str, Form], lang: int) -> str:
    factor = f"{indicator.factor} × " if indicator.factor != 1 else ""
    if not indicator.denominator:
        return factor + _sum(indicator.numerator, forms, lang)
    above, below = (
        _group(terms, forms, lang) for terms in (indicator.numerator, indicator.denominator)
    )
    return f"{factor}{above} ÷ {below}"


def _group(terms: Sequence[Term], forms: Mapping[str, Form], lang: int) -> str:
    text = _sum(terms, forms, lang)
    return text if len(terms) == 1 and terms[0].measure == "element" else f"({text})"


def _sum(terms: Sequence[Term], forms: Mapping[str, Form], lang: int) -> str:
    text = ""
    for place, term in enumerate(terms):
        sign = "−" if term.coefficient < 0 else "+"
        text += f" {sign} " if place else sign.strip("+")
        times = abs(term.coefficient)
        text += (f"{times} × " if times != 1 else "") + _term(term, forms, lang)
    return text


def _term(term: Term, forms: Mapping[str, Form], lang: int) -> str:
    if term.form is None:
        phrase = _COUNTS[term.measure][lang]
    elif term.element is None:
        phrase = f"{_COUNTS[term.measure][lang]} (`{term.form}`)"
    else:
        name = forms[term.form].element(term.element).name(("vi", "en")[lang])
        phrase = f"«{name}» (`{term.form}.{term.element}`)"
    if term.measure == "units_with":
        few = (
            f"số đơn vị có {phrase} từ {term.at_least} trở lên",
            f"units whose {phrase} is at least {term.at_least}",
        )
        phrase = few[lang]
    if term.years_back:
        phrase += (" cùng kỳ năm trước", " of the same period a year before")[lang]
    return phrase
