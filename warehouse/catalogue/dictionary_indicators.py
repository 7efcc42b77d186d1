"""The indicators of the data dictionary: formula, kind, targets and whom they bind.

Part of `dictionary`; pure. May import this floor only.
"""

from collections.abc import Iterator, Mapping

from warehouse.catalogue import phrases
from warehouse.catalogue.indicators import CountKind, Indicator
from warehouse.catalogue.loader import Catalogue
from warehouse.catalogue.markdown import join_languages

_COUNT_KIND_PHRASES: Mapping[CountKind, phrases.BilingualPhrase] = {
    "events": ("sự việc, mỗi việc độc lập", "events, one by one"),
    "people": ("người, thường đến theo nhóm", "people, often in groups"),
    "percent": ("trường hợp có hoặc không, cùng khả năng", "cases, each with the same chance"),
    "stock": ("mức, số tiền hoặc tổng điều tra", "a level, an amount or a census"),
}


def render_indicators(catalogue: Catalogue) -> Iterator[str]:
    """Render a section with every indicator of the catalogue."""
    yield "## Chỉ số / Indicators\n"
    for indicator in catalogue.indicators.values():
        yield f"### {indicator.indicator}: {indicator.name_vi} / {indicator.name_en}\n"
        yield from _render_indicator(catalogue, indicator)


def _render_indicator(catalogue: Catalogue, indicator: Indicator) -> Iterator[str]:
    vi, en = phrases.describe_formula(indicator, catalogue.forms)
    yield f"- Công thức: {vi}"
    yield f"- Formula: {en}"
    yield f"- Loại / kind: {join_languages(*phrases.KIND_PHRASES[indicator.kind])}"
    if indicator.count_kind:
        count_kind = _COUNT_KIND_PHRASES[indicator.count_kind]
        yield f"- Biến động / variation: {join_languages(*count_kind)}"
    if indicator.mixed_natures:
        yield f"- Hai vế khác tính chất / mixed natures: {indicator.mixed_natures}"
    yield f"- Đơn vị tính / unit: {join_languages(indicator.unit_vi, indicator.unit_en)}"
    yield (
        f"- Chiều tốt / direction: "
        f"{join_languages(*phrases.DIRECTION_PHRASES[indicator.direction])}"
    )
    if indicator.public_grain:
        vi, en = phrases.GRAIN_PHRASES[indicator.public_grain]
        yield (
            f"- Nhạy cảm, công bố theo kỳ / sensitive, published by: "
            f"{join_languages(f'{vi} và dài hơn', f'{en} and longer')}"
        )
    yield from (f"- Chỉ tiêu / target: {text}" for text in _describe_targets(catalogue, indicator))
    if indicator.note_vi or indicator.note_en:
        yield f"- Ghi chú / note: {join_languages(indicator.note_vi, indicator.note_en)}"
    yield f"- Căn cứ / basis: {indicator.basis}\n"


def _describe_targets(catalogue: Catalogue, indicator: Indicator) -> Iterator[str]:
    for target in catalogue.targets:
        if target.indicator == indicator.indicator:
            scope, first, last = catalogue.units[target.scope], target.from_year, target.to_year
            years = f"{first}" if first == last else f"{first}–{last}"
            yield (
                f"{scope.name_vi} / {scope.name_en}, {years}: "
                f"{phrases.format_vietnamese_number(target.target)}; "
                f"{join_languages(*phrases.BINDS_PHRASES[target.binds])} ({target.basis})"
            )
