"""`chiso demo`: five synthetic years in the inbox, the nightly job on them, and where to look.

`pipelines.demo` invents the years; real and synthetic reports never share a home.
"""

from pathlib import Path

from rich.console import Console
from rich.table import Table

from pipelines.commands import nightly as night
from pipelines.commands.exit_codes import ExitCode
from pipelines.demo.inbox import write_inbox
from pipelines.progress import shown
from pipelines.settings import Settings
from pipelines.words import say
from warehouse.catalogue import load
from warehouse.home import Home
from warehouse.language import Lang
from warehouse.store import Store


def main(*, home: Path, lang: Lang, seed: int) -> int:
    """Run the demo and return the exit code of the nightly job; 5 for a home with real reports."""
    console = Console()
    place = Home(home)
    if _holds_real_reports(place):
        console.print(say(lang, "demo_home_used", home=home), style="bold red", markup=False)
        return ExitCode.REAL_REPORTS
    place.prepare()
    with shown(console, say(lang, "writing")) as progress:
        planted = write_inbox(load(Settings().catalogue), place.inbox, seed=seed, progress=progress)
    files = sum(1 for path in place.inbox.iterdir() if path.is_file())
    console.print(say(lang, "planted", reports=files, faults=len(planted)))
    code = night.main(home=home, lang=lang)
    if code == 0:
        console.print(_where(place, lang))
    return code


def _holds_real_reports(home: Home) -> bool:
    if not home.register.exists():
        return home.inbox.is_dir() and any(path.is_file() for path in home.inbox.iterdir())
    with Store(home.register, read_only=True) as register:
        found = register.rows(
            "SELECT 1 FROM raw.submissions WHERE NOT synthetic AND form IS NOT NULL LIMIT 1"
        )
    return bool(found)


def _where(home: Home, lang: Lang) -> Table:
    table = Table(show_header=False, box=None)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for key, path in (
        ("page", home.page),
        ("warehouse", home.snapshot),
        ("returned", home.returned),
    ):
        table.add_row(say(lang, key), str(path))
    return table
