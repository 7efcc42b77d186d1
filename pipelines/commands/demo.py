"""`chiso demo`: five synthetic years in the inbox, the nightly job on them, and where to look.

`pipelines.demo` invents the years; real and synthetic reports never share a home.
"""

from pathlib import Path

from rich.console import Console

from pipelines.commands.exit_codes import ExitCode
from pipelines.commands.night_output import run_and_print_night
from pipelines.demo.demo_inbox import write_inbox
from pipelines.messages.command_messages import format_message
from pipelines.progress import show_progress
from pipelines.settings import Settings
from warehouse.catalogue import load_catalogue
from warehouse.home import Home
from warehouse.home_identity import prepare_home
from warehouse.language import Lang
from warehouse.store import Store


def main(*, home: Path, lang: Lang, seed: int) -> int:
    """Run the demo and return the exit code of the nightly job, or `REAL_REPORTS`."""
    console = Console()
    data_home = Home(home)
    if _holds_real_reports(data_home):
        console.print(
            format_message(lang, "demo_home_used", home=home), style="bold red", markup=False
        )
        return ExitCode.REAL_REPORTS
    prepare_home(data_home)
    with show_progress(console, format_message(lang, "writing")) as progress:
        planted_faults = write_inbox(
            load_catalogue(Settings().catalogue),
            data_home.inbox_folder,
            seed=seed,
            progress=progress,
        )
    files = sum(1 for path in data_home.inbox_folder.iterdir() if path.is_file())
    console.print(format_message(lang, "planted", reports=files, faults=len(planted_faults)))
    code = run_and_print_night(console, home, lang)
    if code == ExitCode.DONE:
        for line in _list_path_lines(data_home, lang):
            console.print(line, markup=False, soft_wrap=True)
    return code


def _holds_real_reports(home: Home) -> bool:
    if not home.register_file.exists():
        return home.inbox_folder.is_dir() and any(
            path.is_file() for path in home.inbox_folder.iterdir()
        )
    with Store(home.register_file, read_only=True) as register:
        real_reports = register.query_rows(
            "SELECT 1 FROM raw.submissions WHERE NOT synthetic AND form IS NOT NULL LIMIT 1"
        )
    return bool(real_reports)


def _list_path_lines(home: Home, lang: Lang) -> list[str]:
    """Return a line for each place to look at; a path is never broken."""
    paths = {
        format_message(lang, key): path
        for key, path in (
            ("page", home.page_file),
            ("warehouse", home.snapshot_file),
            ("public_page", home.public_page_file),
            ("returned", home.returned_folder),
        )
    }
    width = max(map(len, paths))
    return [f" {title.ljust(width)}  {path}" for title, path in paths.items()]
