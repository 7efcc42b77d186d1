"""The functions `<table>_asof(at_moment)` of a published warehouse: a table as known at a moment.

With `at_publication := N` a table rests on the reports of publication N, which may be fewer: known
is what was received, published is what had been taken in and decided. A few tables know since when
each row was known; their functions are the files of `as_of/`. The function of every table built
from them by a SELECT is that SELECT over the other functions. Their bodies name schemas only, so
that a copied file answers too. May import `store` and `lineage_macros` only.
"""

import re
from collections.abc import Iterable, Iterator, Set
from pathlib import Path
from typing import Protocol

from warehouse.lineage.lineage_macros import LINEAGE_MACROS, read_lineage_body
from warehouse.store import Store

DATED_TABLES = (
    "catalogue.form_periods",
    "core.submissions",
    "core.corrections",
    "core.not_applicable",
    "core.observations",
    "marts.findings",
)
"""The tables whose rows say since when they were known; a function may call those before it."""
CHANGE_FUNCTIONS = ("changes_between", "cell_changes_between")
"""The functions of schema `marts` that compare two moments; the body is the file of the name."""
_CHANGE_PARAMETERS = (
    "from_moment",
    "to_moment",
    "from_publication := NULL",
    "to_publication := NULL",
)
_SHORT_NAMES = {"marts.reporting_rates": "marts.reporting_asof"}
_MOMENT = "at_moment"
_PARAMETERS = (_MOMENT, "at_publication := NULL")
_ARGUMENTS = f"{_MOMENT}, at_publication := at_publication"


class SelectModel(Protocol):
    """A table built by a SELECT."""

    @property
    def name(self) -> str:
        """The name of the table, with the schema."""

    @property
    def sql(self) -> str:
        """The SELECT."""

    @property
    def input_tables(self) -> frozenset[str]:
        """The tables that the SELECT reads."""


def get_as_of_function(table: str) -> str:
    """Return the name of the function that gives a table as known at a moment."""
    return _SHORT_NAMES.get(table, f"{table}_asof")


def create_as_of_macros(store: Store, models: Iterable[SelectModel]) -> None:
    """Create the functions, if they are not there; `models` come in the order of their build."""
    if query_as_of_tables(store):
        return  # the build needed them
    tables = set(DATED_TABLES)
    for table in DATED_TABLES:
        body = Path(__file__).with_name("as_of") / f"{table.partition('.')[2]}.sql"
        _create_macro(store, get_as_of_function(table), body.read_text(encoding="utf-8"))
    for model in _select_models(models):
        _create_macro(
            store, get_as_of_function(model.name), rename_tables(model.sql, tables, _ARGUMENTS)
        )
        tables.add(model.name)
    for name, parameters in LINEAGE_MACROS.items():
        body_text = rename_tables(read_lineage_body(name), tables, _MOMENT)
        _create_macro(store, get_as_of_function(f"marts.{name}"), body_text, (_MOMENT, *parameters))
    for name in CHANGE_FUNCTIONS:
        _create_macro(store, f"marts.{name}", read_lineage_body(name), _CHANGE_PARAMETERS)


def _select_models(models: Iterable[SelectModel]) -> Iterator[SelectModel]:
    """Select the models that rest on dated tables and on the catalogue alone."""
    dated = set(DATED_TABLES)
    for model in models:
        others = {t for t in model.input_tables - dated if not t.startswith("catalogue.")}
        if model.name not in dated and model.input_tables & dated and not others:
            dated.add(model.name)
            yield model


def _create_macro(
    store: Store, name: str, body: str, parameters: Iterable[str] = _PARAMETERS
) -> None:
    store.execute(f"CREATE MACRO {name}({', '.join(parameters)}) AS TABLE\n{body}")


def rename_tables(sql: str, tables: Set[str], moment: str) -> str:
    """Let a query read tables as known at a moment; `moment` is an SQL expression.

    The functions of a figure's lineage get the moment as their first argument.
    """
    calls = {
        rf"\b{re.escape(table)}\b(?![.(])": f"{get_as_of_function(table)}({moment})"
        for table in tables
    } | {
        rf"\bmarts\.{name}\(": f"{get_as_of_function(f'marts.{name}')}({moment}, "
        for name in LINEAGE_MACROS
    }
    for pattern, call in calls.items():
        sql = re.sub(pattern, call.replace("\\", r"\\"), sql)
    return sql


def query_as_of_tables(store: Store) -> set[str]:
    """Return the tables that a published warehouse gives as known at a moment."""
    functions = {
        name
        for (name,) in store.query_rows(
            "SELECT DISTINCT schema_name || '.' || function_name FROM duckdb_functions() "
            "WHERE function_type = 'table_macro' AND function_name LIKE '%\\_asof' ESCAPE '\\'"
        )
    }
    tables = {name.removesuffix("_asof") for name in functions} | _SHORT_NAMES.keys()
    lineage = {f"marts.{name}" for name in LINEAGE_MACROS}
    return {table for table in tables - lineage if get_as_of_function(table) in functions}
