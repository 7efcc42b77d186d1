"""The publication in force, opened to ask where its figures come from, and to analyse them.

Opens read-only and leaves the file as it is. May import `analyst_frames`, `as_of_macros`,
`changes`, `explanation`, `figure_queries`, `moments`, `home`, `language` and `store` only.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Any, Self, TypeVar
from zoneinfo import ZoneInfo

import pandas as pd
import pyarrow as pa

from warehouse.home import Home
from warehouse.language import Lang
from warehouse.lineage import figure_queries as queries
from warehouse.lineage.analyst_frames import AnalystFrames
from warehouse.lineage.as_of_macros import query_as_of_tables, rename_tables
from warehouse.lineage.changes import (
    CELL_CHANGES,
    FIGURE_CHANGES,
    CellChange,
    Changes,
    FigureChange,
)
from warehouse.lineage.explanation import (
    BlankAnswer,
    CellCorrection,
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
from warehouse.lineage.moments import parse_moment
from warehouse.store import Store

Record = TypeVar("Record")


class NoSuchFigureError(LookupError):
    """Nothing is published under a key; `part` is what is unknown, `known` lists what exists."""

    def __init__(self, part: str, given: str, known: list[str]) -> None:
        self.part, self.given, self.known = part, given, known
        super().__init__(
            f"không có «{given}»; có / there is no «{given}»; there are: {', '.join(known)}"
        )


class PublishedWarehouse(AnalystFrames):
    """A published warehouse, open to be asked; a context manager like each store.

    `home` is the home of the publication in force; a copied file has none.
    """

    home: Home | None = None

    @classmethod
    def open_current(cls, home: Home) -> Self:
        """Open the publication in force of a home.

        Raises:
            FileNotFoundError: the home has no publication.
        """
        if not home.is_published:
            raise FileNotFoundError(str(home.snapshot_file))
        published = cls(home.snapshot_file, read_only=True)
        published.home = home
        return published

    def publication(self, number: int) -> "PublishedWarehouse":
        """Open a past publication that `chiso publication` has made again.

        Raises:
            FileNotFoundError: it has not been made again; the message names the command.
            ValueError: this file was opened without its home.
        """
        if self.home is None:
            raise ValueError(f"{self.path}: không rõ nhà của tệp / opened without its home")
        path = self.home.get_past_publication(number)
        if not path.exists():
            raise FileNotFoundError(
                f"{path}: chạy «chiso publication {number}» / run `chiso publication {number}`"
            )
        return PublishedWarehouse(path, read_only=True)

    def as_of(self, moment: datetime | date | str) -> "PastWarehouse":
        """Open the same publication as known at a moment; a day counts to its end.

        `moment` may be a text: `20/7/2023`, or ISO 8601; without a zone it is a time of the
        programme.

        Raises:
            ValueError: the text is neither a day nor a time.
        """
        return PastWarehouse(Path(self.path), self._parse_moment(moment))

    def compare_moments(
        self,
        since: datetime | date | str,
        until: datetime | date | str,
        *,
        publications: tuple[int | None, int | None] = (None, None),
    ) -> Changes:
        """Compare what was known at two moments: figures of indicators, and values in force.

        Args:
            since: the earlier moment.
            until: the later moment.
            publications: the numbers of the publications of these moments, to compare what was
                published; None for this publication, and to compare what had been received.

        Raises:
            ValueError: a text is neither a day nor a time.
        """
        moments = {"since": self._parse_moment(since), "until": self._parse_moment(until)}
        numbers = dict(zip(("from_publication", "to_publication"), publications, strict=True))
        parameters = {**moments, **numbers}
        figures = self.query_records(FigureChange, FIGURE_CHANGES, parameters)
        cells = self.query_records(CellChange, CELL_CHANGES, parameters)
        return Changes(**moments, figures=figures, cells=cells)

    def _parse_moment(self, moment: datetime | date | str) -> datetime:
        ((zone,),) = self.query_rows("SELECT time_zone FROM catalogue.moment")
        return parse_moment(moment, ZoneInfo(zone))

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
        blanks = queries.BLANKS_OF_ELEMENT if is_element else queries.BLANKS_OF_INDICATOR
        blank_answers = self._query(BlankAnswer, blanks, key)
        return Explanation(
            key=key,
            figure=self._read_figure(key, cells, is_whole=not (missing_reports or blank_answers)),
            terms=[] if is_element else self._query(ExplainedTerm, queries.INDICATOR_TERMS, key),
            cells=cells,
            counted_reports=[]
            if is_element
            else self._query(CountedReport, queries.COUNTED_REPORTS, key),
            findings=self._query(CellFinding, queries.FINDINGS.format(cells=cells_query), key),
            remarks=self._query(CellRemark, queries.REMARKS.format(cells=cells_query), key),
            corrections=self._query(
                CellCorrection, queries.CORRECTIONS.format(cells=cells_query), key
            ),
            missing_reports=missing_reports,
            blank_answers=blank_answers,
        )

    def _read_figure(
        self, key: FigureKey, cells: list[ExplainedCell], *, is_whole: bool
    ) -> PublishedFigure:
        if key.is_element:
            value = float(sum(cell.value for cell in cells)) if cells else None
            return PublishedFigure(value, is_complete=is_whole)
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


class PastWarehouse(PublishedWarehouse):
    """A published warehouse as known at a moment: a query reads what was received by then.

    Units are those of their day, the catalogue is today's; doubts are those that a night until
    then had raised.
    """

    def __init__(self, path: Path, moment: datetime) -> None:
        super().__init__(path, read_only=True)
        self.moment = moment

    def obstacles(self, lang: Lang = "vi") -> pd.DataFrame:
        """Raise ValueError: only the texts of the reports in force today are published."""
        raise ValueError("khó khăn chỉ có như hôm nay / obstacles are published as of today only")

    @cached_property
    def _as_of_tables(self) -> set[str]:
        with Store(self.path, read_only=True) as store:
            return query_as_of_tables(store)

    def _rename_tables(self, sql: str) -> str:
        return rename_tables(sql, self._as_of_tables, f"TIMESTAMPTZ '{self.moment.isoformat()}'")

    def query_rows(
        self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] | None = None
    ) -> list[tuple[Any, ...]]:
        """Return all rows of a query over the tables as known at the moment."""
        return super().query_rows(self._rename_tables(sql), parameters)

    def query_arrow(
        self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] | None = None
    ) -> pa.Table:
        """Return all rows of a query over the tables as known at the moment, as an Arrow table."""
        return super().query_arrow(self._rename_tables(sql), parameters)


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
