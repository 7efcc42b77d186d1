"""The publication in force, opened to ask where its figures come from.

Opens read-only and leaves the file as it is. May import `explanation`, `figure_queries`, `home`
and `store` only.
"""

from difflib import get_close_matches
from typing import Self, TypeVar

from warehouse.home import Home
from warehouse.lineage import figure_queries as queries
from warehouse.lineage.explanation import (
    CellFinding,
    CellRemark,
    CountedReport,
    ExplainedCell,
    ExplainedTerm,
    Explanation,
    FigureKey,
    MissingReport,
    PublishedFigure,
)
from warehouse.store import Store

Record = TypeVar("Record")


class NoSuchFigureError(LookupError):
    """Nothing is published under a key; `part` is what is unknown, `known` lists what exists."""

    def __init__(self, part: str, given: str, known: list[str]) -> None:
        self.part, self.given, self.known = part, given, known
        super().__init__(
            f"không có «{given}»; có / there is no «{given}»; there are: {', '.join(known)}"
        )


class PublishedWarehouse(Store):
    """A published warehouse, open to be asked; a context manager like each store."""

    @classmethod
    def open_current(cls, home: Home) -> Self:
        """Open the publication in force of a home.

        Raises:
            FileNotFoundError: the home has no publication.
        """
        if not home.snapshot_file.exists():
            raise FileNotFoundError(str(home.snapshot_file))
        return cls(home.snapshot_file, read_only=True)

    def explain(self, figure: str, unit: str, period: str) -> Explanation:
        """Explain a figure: an indicator (`TT02`) or an element (`ward.workers_reached`).

        Raises:
            NoSuchFigureError: nothing is published under these three; the error lists what is.
        """
        key = FigureKey(figure, unit, period)
        self._check_key(key)
        cells_query = queries.ELEMENT_CELLS if key.is_element else queries.INDICATOR_CELLS
        cells = self._query(ExplainedCell, cells_query, key)
        is_element = key.is_element
        missing = queries.MISSING_OF_ELEMENT if is_element else queries.MISSING_OF_INDICATOR
        missing_reports = self._query(MissingReport, missing, key)
        return Explanation(
            key=key,
            figure=self._read_figure(key, cells, missing_reports),
            terms=[] if is_element else self._query(ExplainedTerm, queries.INDICATOR_TERMS, key),
            cells=cells,
            counted_reports=[]
            if is_element
            else self._query(CountedReport, queries.COUNTED_REPORTS, key),
            findings=self._query(CellFinding, queries.FINDINGS.format(cells=cells_query), key),
            remarks=self._query(CellRemark, queries.REMARKS.format(cells=cells_query), key),
            missing_reports=missing_reports,
        )

    def _read_figure(
        self, key: FigureKey, cells: list[ExplainedCell], missing_reports: list[MissingReport]
    ) -> PublishedFigure:
        if key.is_element:
            value = float(sum(cell.value for cell in cells)) if cells else None
            return PublishedFigure(value, is_complete=not missing_reports)
        (figure,) = self._query(PublishedFigure, queries.INDICATOR_FIGURE, key)
        return figure

    def _query(self, record: type[Record], sql: str, key: FigureKey) -> list[Record]:
        return self.query_records(record, sql, _select_parameters(sql, key))

    def _check_key(self, key: FigureKey) -> None:
        figures = [name for (name,) in self.query_rows(queries.KNOWN_FIGURES)]
        if key.figure not in figures:
            near = get_close_matches(key.figure, figures, n=5, cutoff=0.5)
            indicators = [name for name in figures if "." not in name]
            raise NoSuchFigureError("figure", key.figure, near or indicators)
        sql = queries.PLACES_OF_ELEMENT if key.is_element else queries.PLACES_OF_INDICATOR
        places = self.query_rows(sql, _select_parameters(sql, key))
        units = sorted({unit for unit, _ in places})
        if key.unit not in units:
            raise NoSuchFigureError("unit", key.unit, units)
        periods = sorted(period for unit, period in places if unit == key.unit)
        if key.period not in periods:
            raise NoSuchFigureError("period", key.period, periods)


def _select_parameters(sql: str, key: FigureKey) -> dict[str, str]:
    """Select the parameters that a query has: DuckDB refuses any other."""
    form, _, element = key.figure.partition(".")
    values = {
        "indicator": key.figure,
        "form": form,
        "element": element,
        "unit": key.unit,
        "period": key.period,
    }
    return {name: value for name, value in values.items() if f"${name}" in sql}
