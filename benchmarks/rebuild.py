"""A rebuild of a home without its register against the night that took the reports in.

Run as `python -m benchmarks.rebuild`, on the demo inbox of five years. Every table must equal that
of before; otherwise the run ends with the names of those that differ.
"""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from assets.recovery.comparison import compare_databases
from benchmarks.measure import Measurement, build_chiso_command, measure_command
from pipelines.demo.demo_inbox import write_inbox
from warehouse.catalogue import load_catalogue
from warehouse.home import Home

_AS_OF = {"CHISO_AS_OF": "2026-01-15"}
_NOT_COMPARED = {"raw.journal_entries", "raw.publications"}
"""What says when something was written, or how often was published."""


def main() -> None:
    """Measure both, compare the tables and print the result."""
    console = Console()
    with TemporaryDirectory() as folder:
        home, work = Home(Path(folder) / "home"), Path(folder)
        write_inbox(load_catalogue(), home.inbox_folder)
        night = _run_command("nightly", home)
        earlier_register = home.register_file.rename(work / "register.duckdb")
        earlier_warehouse = Path(shutil.copy(home.snapshot_file, work))
        rebuild = _run_command("rebuild", home)
        differences = [
            *compare_databases(earlier_register, home.register_file),
            *compare_databases(earlier_warehouse, home.snapshot_file),
        ]
    if names := {difference.name for difference in differences} - _NOT_COMPARED:
        raise SystemExit(f"khác trước / different: {', '.join(sorted(names))}")
    for name, measured in (("night", night), ("rebuild", rebuild)):
        console.print(f"{name}: {measured.seconds:.1f} s, {measured.processor_seconds:.1f} CPU s")
    console.print(f"rebuild / night: {rebuild.seconds / night.seconds:.2f}; every table is equal")


def _run_command(command: str, home: Home) -> Measurement:
    return measure_command(build_chiso_command(command, "--home", str(home.root)), _AS_OF)


if __name__ == "__main__":
    main()
