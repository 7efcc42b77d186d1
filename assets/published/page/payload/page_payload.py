"""The data behind the page's script, put together for an audience and packed.

The public payload is written from the public tables alone.
May call the floors below.
"""

import base64
import gzip
import json
from typing import Any

from assets.charts.area_rows import load_area_rows
from assets.charts.chart_areas import ChartAreas, find_chart_areas
from assets.charts.number_texts import format_day
from assets.published.page.page_context import PageContext
from assets.published.page.payload import (
    catalogue_facts,
    evidence_rows,
    fault_rows,
    table_rows,
)
from assets.published.page.payload.figure_rows import group_figures, load_unit_rows
from assets.published.page.payload.script_phrases import choose_script_phrases
from assets.published.page.reporting_grid import list_reporting_units, query_page_reports
from warehouse.catalogue import Catalogue
from warehouse.periods import Grain, Period
from warehouse.store import Store

_OFFICE_KEYS = (
    *("signals", "rungs", "progress"),
    *("forms", "tables", "faults", "faultCodes", "obstacles", "qualityCounts"),
)
"""The parts of the payload for the office alone; empty on the public page."""


def build_payload(
    catalogue: Catalogue, store: Store, page_context: PageContext, first_year: int
) -> dict[str, Any]:
    """Build the payload as plain values; the page opens with the figures of `first_year`."""
    lang, areas = page_context.lang, find_chart_areas(catalogue)
    units = list_reporting_units(catalogue)
    frames = [load_area_rows(catalogue, store, page_context.audience)]
    if page_context.is_office:
        frames.append(load_unit_rows(store, units))
    places = {period.code: place for place, period in enumerate(catalogue.list_periods())}
    return {
        "lang": lang,
        "isOffice": page_context.is_office,
        "programme": catalogue.programme.get_name(lang),
        "published": format_day(page_context.as_of, lang),
        "startsWith": Period(first_year, Grain.YEAR).code,
        "breaksOn": areas.breaks_on.isoformat() if areas.successor and areas.breaks_on else "",
        "newYears": catalogue_facts.build_new_year_months(catalogue),
        "phrases": choose_script_phrases(lang),
        "periods": catalogue_facts.build_period_facts(catalogue, page_context.as_of, lang),
        "units": catalogue_facts.build_unit_facts(areas, units, lang),
        "indicators": catalogue_facts.build_indicator_facts(catalogue, lang),
        "figures": group_figures(catalogue, frames, lang),
        "metrics": catalogue_facts.build_metric_facts(catalogue, lang),
        "reports": evidence_rows.build_report_rows(query_page_reports(catalogue, store), places),
        **_build_office_rows(catalogue, store, page_context, areas),
    }


def _build_office_rows(
    catalogue: Catalogue, store: Store, page_context: PageContext, areas: ChartAreas
) -> dict[str, Any]:
    """Build signals, progress, consolidated tables, faults, obstacles: for the office alone."""
    if not page_context.is_office:
        return {key: [] for key in _OFFICE_KEYS}
    lang = page_context.lang
    area_units = [area.unit for area in (areas.hub, areas.successor) if area]
    units = evidence_rows.list_page_units(catalogue, area_units)
    places = {period.code: place for place, period in enumerate(catalogue.list_periods())}
    faults = fault_rows.build_fault_rows(store)
    office_rows = (
        evidence_rows.build_signal_rows(store, units, places, lang),
        evidence_rows.build_rung_rows(store, units, lang),
        evidence_rows.build_progress_rows(store, units, places, lang),
        table_rows.build_element_facts(catalogue, lang),
        table_rows.build_table_rows(catalogue, store, places, lang),
        faults,
        fault_rows.describe_fault_codes(faults, lang),
        fault_rows.build_obstacle_rows(store),
        evidence_rows.build_quality_counts(store, catalogue.programme.hub),
    )
    return dict(zip(_OFFICE_KEYS, office_rows, strict=True))


def pack_payload(payload: dict[str, Any]) -> str:
    """Return a payload as text: JSON, gzip, base64; the same payload gives the same text."""
    text = json.dumps(payload, ensure_ascii=False, separators=(",", ":"), sort_keys=False)
    return base64.b64encode(gzip.compress(text.encode("utf-8"), 9, mtime=0)).decode("ascii")


def unpack_payload(packed: str) -> dict[str, Any]:
    """Return the payload of a text of `pack_payload`."""
    payload: dict[str, Any] = json.loads(gzip.decompress(base64.b64decode(packed)))
    return payload
