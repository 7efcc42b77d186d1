"""The catalogue as the page's script needs it: periods, units, meaning of the indicators.

Plain values for JSON. May call the floors below.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from assets.charts.chart_areas import ChartAreas
from assets.charts.indicator_series import find_own_grain, list_natures
from warehouse.catalogue import Catalogue, Indicator, Unit
from warehouse.catalogue.metric_formulas import describe_metric
from warehouse.catalogue.phrases import (
    DIRECTION_PHRASES,
    FREQUENCY_NAMES,
    KIND_PHRASES,
    describe_formula,
)
from warehouse.language import choose_text
from warehouse.periods import Grain, Period
from warehouse.text import fold_text

_BASIS_PHRASES = (
    (re.compile(r"\bplan (?=[IVX])"), ("kế hoạch, mục ", "plan, section ")),
    (re.compile(r"^practice$"), ("cách làm của cơ quan", "the office's practice")),
)
_GROUP_HEADINGS = {
    "TT": ("Tuyên truyền", "Communication"),
    "LG": ("Phòng ngừa, lồng ghép", "Prevention, integration"),
    "KT": ("Kiểm tra cơ sở", "Inspection of establishments"),
    "DT": ("Đấu tranh, xử lý", "Action against offences"),
    "TP": ("Truy tố, xét xử", "Prosecution and trial"),
    "HT": ("Hỗ trợ xã hội", "Social support"),
    "YT": ("Y tế, giảm hại", "Health, harm reduction"),
    "TH": ("Tập huấn", "Training"),
    "KP": ("Kinh phí", "Funding"),
    "BC": ("Nộp báo cáo", "Reporting"),
    "GS": ("Giám sát", "Oversight"),
}
"""The headings of the indicators, by the letters that begin their codes."""
_ELEMENT_CODE = re.compile(r" \(`[^`]+`\)")
_OTHER_HEADING = ("Khác", "Other")
_NATURE_PHRASES = {
    "flow": ("phát sinh trong kỳ, cộng dồn được", "of the period, adds up"),
    "stock": ("hiện có ở cuối kỳ", "on hand at the end of the period"),
    "cumulative": ("lũy kế từ đầu năm", "total since January"),
}


def build_period_facts(catalogue: Catalogue, as_of: date, lang: str) -> list[list[Any]]:
    """List every period: code, grain, label, year, first and last month, whether it is over."""
    return [
        [
            period.code,
            str(period.grain),
            period.format_label(lang),
            period.year,
            period.first_month,
            period.last_month,
            int(catalogue.calendar.compute_window(period)[1] < as_of),
        ]
        for period in catalogue.list_periods()
    ]


def build_new_year_months(catalogue: Catalogue) -> dict[int, int]:
    """Map each year to the number of the reporting month in which the lunar new year falls."""
    months = catalogue.list_periods(Grain.MONTH)
    return {
        day.year: month.number
        for day in catalogue.calendar.list_new_year_days({month.year for month in months})
        for month in months
        if _contains_day(catalogue, month, day)
    }


def _contains_day(catalogue: Catalogue, period: Period, day: date) -> bool:
    first, last = catalogue.calendar.compute_window(period)
    return first <= day <= last


def build_unit_facts(
    areas: ChartAreas, units: Sequence[Unit], lang: str
) -> dict[str, dict[str, Any]]:
    """Map the areas and the reporting units to names, kinds and days of existence."""
    facts = {areas.hub.unit: _describe_unit(areas.hub, lang) | {"kind": "area"}}
    if areas.successor and areas.breaks_on:
        facts[areas.successor.unit] = _describe_unit(areas.successor, lang) | {
            "kind": "area",
            "name": areas.get_successor_name(lang),
            "from": areas.breaks_on.isoformat(),
        }
    return facts | {unit.unit: _describe_unit(unit, lang) for unit in units}


def _describe_unit(unit: Unit, lang: str) -> dict[str, Any]:
    return {
        "name": unit.get_name(lang),
        "kind": unit.form or "",
        "from": unit.valid_from.isoformat(),
        "to": unit.valid_to.isoformat() if unit.valid_to else "",
    }


def build_indicator_facts(catalogue: Catalogue, lang: str) -> list[dict[str, Any]]:
    """List the indicators in the catalogue's order: name, unit, formula, nature, reporters."""
    return [
        _describe_indicator(catalogue, indicator, lang)
        for indicator in catalogue.indicators.values()
    ]


def _describe_indicator(catalogue: Catalogue, indicator: Indicator, lang: str) -> dict[str, Any]:
    code, name = indicator.indicator, indicator.get_name(lang)
    forms = list(dict.fromkeys(term.form for term in indicator.all_terms if term.form))
    natures = list_natures(catalogue, indicator)
    return {
        "code": code,
        "name": name,
        "search": fold_text(f"{code} {name}"),
        "group": choose_text(_GROUP_HEADINGS.get(code[:2], _OTHER_HEADING), lang),
        "unit": indicator.unit_text(lang),
        "percent": int(indicator.unit_vi == "%"),
        "factor": indicator.factor,
        "divides": int(bool(indicator.denominator)),
        "direction": indicator.direction,
        "kindCode": indicator.kind,
        "isChance": int(indicator.count_kind == "percent"),
        "cumulative": int("cumulative" in natures),
        "grain": str(find_own_grain(catalogue, indicator)),
        "publicGrain": str(indicator.public_grain or ""),
        "forms": [catalogue.forms[form].get_name(lang) for form in forms],
        "reporters": forms,
        "frequency": [
            choose_text(FREQUENCY_NAMES[grain], lang)
            for grain in dict.fromkeys(catalogue.forms[form].frequency for form in forms)
        ],
        "formula": write_formula(catalogue, indicator, lang),
        "kind": choose_text(KIND_PHRASES[indicator.kind], lang),
        "nature": [choose_text(_NATURE_PHRASES[nature], lang) for nature in natures],
        "better": choose_text(DIRECTION_PHRASES[indicator.direction], lang),
        "basis": _describe_basis(indicator.basis, lang),
        "note": choose_text((indicator.note_vi or "", indicator.note_en or ""), lang),
    }


def write_formula(catalogue: Catalogue, indicator: Indicator, lang: str) -> str:
    """Write an indicator's formula with the names of its elements, without their codes."""
    return _ELEMENT_CODE.sub("", choose_text(describe_formula(indicator, catalogue.forms), lang))


def _describe_basis(basis: str, lang: str) -> str:
    """Write the basis in a language; names of laws stay Vietnamese."""
    for pattern, texts in _BASIS_PHRASES:
        basis = pattern.sub(choose_text(texts, lang), basis)
    return basis


def build_metric_facts(catalogue: Catalogue, lang: str) -> dict[str, list[Any]]:
    """Map each metric of data quality to the threshold, 0 without one, and the formula."""
    return {
        code: [metric.threshold or 0, choose_text(describe_metric(metric), lang)]
        for code, metric in catalogue.metrics.items()
    }
