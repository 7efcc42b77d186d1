"""A rebuild of a home without its register against the night that took the reports in.

Run as `python -m benchmarks.rebuild`, on the demo inbox of five years. Every table must equal that
of before; otherwise the run ends with the names of those that differ.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from benchmarks.measure import Measurement, build_chiso_command, measure_command
from pipelines.demo.demo_inbox import write_inbox
from warehouse.catalogue import load_catalogue
from warehouse.home import Home
from warehouse.store import Store

_AS_OF = {"CHISO_AS_OF": "2026-01-15"}
_TABLES = """
    SELECT format('{}.{}', schema_name, table_name) FROM duckdb_tables()
    WHERE database_name = current_database()
      AND table_name NOT IN ('journal_entries', 'publications')
"""
"""What says when something was written, or how often was published, is not compared."""


def main() -> None:
    """Measure both, compare the tables and print the result."""
    console = Console()
    with TemporaryDirectory() as folder:
        home = Home(Path(folder) / "home")
        write_inbox(load_catalogue(), home.inbox_folder)
        night = _run_command("nightly", home)
        before = _hash_tables(home)
        home.register_file.unlink()
        rebuild = _run_command("rebuild", home)
        after = _hash_tables(home)
    different = sorted(n for n in before.keys() | after.keys() if before.get(n) != after.get(n))
    if different:
        raise SystemExit(f"khác trước / different: {', '.join(different)}")
    console.print(f"{len(before)} tables are equal")
    for name, measured in (("night", night), ("rebuild", rebuild)):
        console.print(f"{name}: {measured.seconds:.1f} s, {measured.processor_seconds:.1f} CPU s")
    console.print(f"rebuild / night: {rebuild.seconds / night.seconds:.2f}")


def _run_command(command: str, home: Home) -> Measurement:
    return measure_command(build_chiso_command(command, "--home", str(home.root)), _AS_OF)


def _hash_tables(home: Home) -> dict[str, tuple[int, int]]:
    """Return the number of rows of each table with rows, and the sum of their hashes."""
    hashes = {}
    for path in (home.register_file, home.snapshot_file):
        with Store(path, read_only=True) as store:
            for (name,) in store.query_rows(_TABLES):
                (row,) = store.query_rows(f"SELECT count(*), sum(hash(t)) FROM {name} AS t")
                hashes[name] = row
    # A register made anew gets a table when its first row comes.
    return {name: row for name, row in hashes.items() if row[0]}


if __name__ == "__main__":
    main()
