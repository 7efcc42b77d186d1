"""What is said of a point beside its value: why it is provisional, and whose target it has.

Words only; charts, table and sentences ask here, so that all say the same. May call the floors
below.
"""

from html import escape

from assets.charts.chart_phrases import format_chart_phrase
from assets.charts.points import Point
from warehouse.catalogue import Catalogue


def is_provisional(point: Point) -> bool:
    """Return whether a point has a value that still lacks a report or is in doubt."""
    return point.value is not None and not point.is_firm


def list_provisional_reasons(point: Point, lang: str) -> list[str]:
    """List why a value is provisional: the reports that are missing, a value in doubt."""
    reasons = []
    if point.reports_missing:
        missing_reports = escape(point.missing_reports or "")
        more = ", …" if point.reports_missing > missing_reports.count(",") + 1 else ""
        reasons.append(
            format_chart_phrase("reports", lang, point.reports_missing, missing_reports + more)
        )
    elif not point.is_complete:
        reasons.append(format_chart_phrase("incomplete", lang))
    if point.has_doubt:
        reasons.append(format_chart_phrase("doubt", lang))
    return reasons


def format_target_label(
    catalogue: Catalogue, point: Point, lang: str, *, separator: str, target: str
) -> str:
    """Format a target that binds the area, or name the area whose target is only a comparison."""
    if point.target_binds:
        return format_chart_phrase("target", lang, separator, target)
    scope_name = escape(name_target_scope(catalogue, point, lang))
    return format_chart_phrase("compared", lang, scope_name, separator, target)


def name_target_scope(catalogue: Catalogue, point: Point, lang: str) -> str:
    """Return the name of the area that a target is set for: the nation is `cả nước`."""
    scope = catalogue.units[str(point.target_scope)]
    return scope.get_name(lang) if scope.parent else format_chart_phrase("nation", lang)
