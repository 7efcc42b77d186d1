"""Five years of national observations, 38 million of them, created inside DuckDB.

For measurements of the tables built from them; all values are invented.
"""

from pathlib import Path

import pyarrow as pa

from warehouse.catalogue import Catalogue
from warehouse.forms.layout import REPORT_SHEET, list_form_lines, map_value_cells
from warehouse.periods import Grain
from warehouse.store import Store

_VALUE_SQL = """
    CASE
        WHEN e.high < 10 THEN 1 + hash(u.unit, e.element) % e.high
        WHEN e.nature = 'stock' THEN 20 + hash(u.unit, e.element) % 40 + p.number // 6
        WHEN e.nature = 'cumulative' THEN p.month * (1 + hash(u.unit, e.element) % 3)
        ELSE hash(u.unit, p.period, e.element) % 9
    END::BIGINT
"""
_OBSERVATIONS_SQL = f"""
    SELECT
        'ward' AS form, u.unit, p.period, e.element, {_VALUE_SQL} AS value,
        u.unit || '-' || p.period AS submission, '{REPORT_SHEET}' AS sheet, e.cell,
        value::VARCHAR AS raw_text, p.received AS known_from, NULL::TIMESTAMPTZ AS known_to
    FROM of_periods AS p CROSS JOIN of_units AS u CROSS JOIN of_elements AS e
"""
_SUBMISSIONS_SQL = f"""
    SELECT
        u.unit || '-' || p.period AS submission, sha256(u.unit || p.period) AS sha256,
        u.unit || ' ' || p.period || '.xlsx' AS file_name, p.received AS received_at,
        'ward' AS form, u.unit, p.period, '{REPORT_SHEET}' AS sheet, 'template' AS layout,
        1 AS form_version, true AS synthetic, sha256(p.period || u.unit) AS content_sha256,
        1 AS revision, 'accepted' AS decision, true AS is_accepted, NULL::VARCHAR AS reason,
        0 AS errors, 0 AS warnings
    FROM of_periods AS p CROSS JOIN of_units AS u
"""
_CELLS_SQL = """
    SELECT
        submission, element, sheet, cell, raw_text, value,
        CASE WHEN value = 0 THEN 'zero' ELSE 'value' END AS state
"""


def make_observations(catalogue: Catalogue, folder: Path, *, months: int = 60) -> tuple[Path, Path]:
    """Write the rows of `core_sql.observations` and `core_sql.submissions` as Parquet.

    Returns:
        The two files, observations first.
    """
    folder.mkdir(parents=True, exist_ok=True)
    observations, submissions = folder / "observations.parquet", folder / "submissions.parquet"
    with Store(":memory:") as store:
        _create_axes(store, catalogue, months)
        store.execute(f"COPY ({_OBSERVATIONS_SQL}) TO '{observations}' (FORMAT parquet)")
        core_sql = f"SELECT * EXCLUDE (form_version, content_sha256) FROM ({_SUBMISSIONS_SQL})"
        store.execute(f"COPY ({core_sql}) TO '{submissions}' (FORMAT parquet)")
    return observations, submissions


def fill_register(catalogue: Catalogue, path: Path, *, months: int = 60) -> None:
    """Fill a register with `months`, as if every report had been read."""
    with Store(path) as store:
        _create_axes(store, catalogue, months)
        for table in ("raw.submissions", "raw.cells", "raw.findings"):
            store.create_table(table)
        raw_columns = (
            "* EXCLUDE (revision, errors, warnings, decision, is_accepted), NULL AS decision"
        )
        store.execute(
            f"INSERT INTO raw.submissions BY NAME SELECT {raw_columns} FROM ({_SUBMISSIONS_SQL})"
        )
        store.execute(f"INSERT INTO raw.cells BY NAME {_CELLS_SQL} FROM ({_OBSERVATIONS_SQL})")
        for table in ("of_units", "of_periods", "of_elements"):
            store.execute(f"DROP TABLE main.{table}")


def _create_axes(store: Store, catalogue: Catalogue, months: int) -> None:
    """Create the three axes as tables: units, elements and periods."""
    form = catalogue.forms["ward"]
    cells = map_value_cells(list_form_lines(form))
    store.replace_table(
        "main.of_units", pa.table({"unit": [u.unit for u in catalogue.units_by_form["ward"]]})
    )
    store.replace_table(
        "main.of_elements",
        pa.Table.from_pylist(
            [
                {
                    "element": e.element,
                    "nature": e.nature,
                    "cell": cells[e.element],
                    "high": (e.valid or e.plausible or (0, 1000))[1],
                }
                for e in form.elements
            ]
        ),
    )
    periods = pa.Table.from_pylist(
        [
            {
                "period": p.code,
                "month": p.number,
                "number": n,
                "due": catalogue.compute_due_date("ward", p),
            }
            for n, p in enumerate(catalogue.list_periods(Grain.MONTH)[:months])
        ]
    )
    store.replace_table("main.of_dates", periods)
    store.execute(
        "CREATE TABLE main.of_periods AS "
        "SELECT * EXCLUDE (due), (due + INTERVAL 9 HOUR)::TIMESTAMPTZ AS received "
        "FROM main.of_dates"
    )
    store.execute("DROP TABLE main.of_dates")
