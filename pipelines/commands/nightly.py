"""`chiso nightly`: run the nightly job here; print the outcome in three lines, or one of JSON.

Arguments only; `night_output` runs the night and prints.
"""

from pathlib import Path

from rich.console import Console

from pipelines.commands.arguments import check_reason
from pipelines.commands.exit_codes import ExitCode
from pipelines.commands.night_output import run_and_print_night
from warehouse.language import Lang
from warehouse.text import escape_invisible


def main(*, home: Path, lang: Lang, accept_fewer: str | None = None, log: str = "text") -> int:
    """Check the reason, run the night, and return the exit code."""
    is_json = log == "json"
    console = Console(quiet=is_json)
    if accept_fewer is not None and (faults := list(check_reason(lang, accept_fewer))):
        console.print("\n".join(faults), markup=False)
        return ExitCode.UNUSABLE
    reason = escape_invisible((accept_fewer or "").strip())
    return run_and_print_night(console, home, lang, reason, is_json=is_json)
