"""`marts.disclosure_cells`: the sensitive counts of this publication, shown or hidden, and why.

Reads figures and ledger and writes the decisions down; `expectations.disclosure` decides.
"""

from collections.abc import Iterator

import pyarrow as pa

from assets.outbox.publication_ledger import LEDGER_TABLE, load_history
from assets.rebuild_context import RebuildContext
from expectations.disclosure.count_families import CountFamily, list_count_families
from expectations.disclosure.offered_rows import (
    RowKey,
    YearBases,
    build_geography,
    build_offered_rows,
    list_sensitive_indicators,
)
from expectations.disclosure.publication_pattern import (
    CellDecision,
    FamilyYear,
    OfferedRow,
    PublicationInput,
    decide_publication,
)
from expectations.disclosure.year_counts import CountCell, list_base_periods
from warehouse.catalogue import Catalogue
from warehouse.schema.table import build_arrow_schema
from warehouse.schema.tables import TABLES
from warehouse.store import Store

INPUT_TABLES = frozenset({"marts.element_values", "marts.indicator_values", LEDGER_TABLE})

_COMPLETE_ROWS = """
    SELECT v.indicator, v.unit, v.period
    FROM marts.indicator_values AS v
    INNER JOIN catalogue.periods AS p USING (period)
    WHERE list_contains($indicators, v.indicator) AND v.level <> 'unit' AND v.is_complete
        AND v.numerator IS NOT NULL AND p.window_end < (SELECT as_of FROM catalogue.moment)
    ORDER BY ALL
"""
_REPORTED_COUNTS = """
    SELECT form || '.' || element, unit, period, value FROM marts.element_values
    WHERE list_contains($elements, form || '.' || element) AND list_contains($grains, grain)
        AND value IS NOT NULL
    ORDER BY ALL
"""


def build_rows(context: RebuildContext) -> pa.Table:
    """Return every sensitive count offered to the public, decided and audited, and its bases."""
    given = load_publication_input(context.store, context.catalogue)
    decisions = decide_publication(given)
    rows = [*_list_decision_rows(decisions), *_list_base_rows(given, decisions)]
    return pa.Table.from_pylist(rows, build_arrow_schema(TABLES["marts.disclosure_cells"]))


def load_publication_input(store: Store, catalogue: Catalogue) -> PublicationInput:
    """Load what a publication is decided from."""
    families = list_count_families(catalogue.indicators, catalogue.forms)
    keys: list[RowKey] = [
        (indicator, unit, period)
        for indicator, unit, period in store.query_rows(
            _COMPLETE_ROWS, {"indicators": list_sensitive_indicators(catalogue)}
        )
    ]
    bases = _load_bases(store, families)
    geography = build_geography(catalogue, {unit for _, unit, _ in keys})
    rows: list[OfferedRow] = list(
        build_offered_rows(catalogue, families, keys, bases=bases, geography=geography)
    )
    return PublicationInput(
        {family.name: family for family in families}, bases, rows, load_history(store), geography
    )


def _load_bases(store: Store, families: list[CountFamily]) -> YearBases:
    family_by_element = {element: family for family in families for element in family.elements}
    grains = {str(given.frequency) for family in families for given in family.elements.values()}
    bases: dict[FamilyYear, dict[CountCell, int]] = {}
    for element, unit, period, value in store.query_rows(
        _REPORTED_COUNTS, {"elements": list(family_by_element), "grains": list(grains)}
    ):
        family = family_by_element[element]
        if list_base_periods(period, family.elements[element].frequency) == (period,):
            by_cell = bases.setdefault((family.name, int(period[:4])), {})
            by_cell[CountCell(element, unit, period)] = value
    return bases


def _list_decision_rows(decisions: list[CellDecision]) -> Iterator[dict[str, object]]:
    for decision in decisions:
        yield {
            **_describe_cell((decision.family, decision.year), decision.cell),
            "reader": "public",
            "cell_state": "suppressed" if decision.reason else "shown",
            "count_value": decision.value,
            "hide_reason": decision.reason,
            "is_safe": decision.is_safe,
            "is_new": decision.is_new,
        }


def _list_base_rows(
    given: PublicationInput, decisions: list[CellDecision]
) -> Iterator[dict[str, object]]:
    is_new_by_year = {(d.family, d.year): d.is_new for d in decisions}
    for key, is_new in is_new_by_year.items():
        for cell, value in given.bases.get(key, {}).items():
            yield {
                **_describe_cell(key, cell),
                "reader": "office",
                "cell_state": "exact",
                "count_value": value,
                "hide_reason": None,
                "is_safe": True,
                "is_new": is_new,
            }


def _describe_cell(key: FamilyYear, cell: CountCell) -> dict[str, object]:
    return {
        "count_family": key[0],
        "year": key[1],
        "counted": cell.item,
        "unit": cell.unit,
        "period": cell.period,
    }
