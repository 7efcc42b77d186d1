"""`chiso remind`: drafts of the day's reminders, at most a draft per unit.

Writes mail and short texts to a folder of the day; sends nothing.
"""

from pathlib import Path

from rich.console import Console

from assets.owed import read_home
from pipelines.reminders import Draft, reminders
from pipelines.settings import Settings
from pipelines.words import say
from warehouse.catalogue import load
from warehouse.home import Home
from warehouse.language import Lang
from warehouse.text import unaccented

MAIL, ZALO, SMS = ".eml", ".zalo.txt", ".sms.txt"


def main(*, home: Path, lang: Lang, out: Path | None) -> int:
    """Write the drafts and return the exit code 0, also without any reminder."""
    console, settings = Console(), Settings()
    catalogue, place = load(settings.catalogue), Home(home)
    day = settings.day(catalogue)
    if not place.snapshot.exists():
        console.print(say(lang, "no_publication"))
    folder = (out or place.reminders) / day.isoformat()
    _clear(folder)
    found = reminders(catalogue, read_home(place, catalogue, day), day)
    for reminder in found:
        _write(Draft(catalogue, reminder, lang), folder / reminder.unit.unit)
    if found:
        told = say(lang, "nothing_sent", count=len(found), folder=folder)
    else:
        told = say(lang, "no_reminder", day=f"{day:%d/%m/%Y}")
    console.print(told, markup=False)
    return 0


def _clear(folder: Path) -> None:
    """Delete the drafts of an earlier run of the day: the reports may have arrived since."""
    for kind in (MAIL, ZALO, SMS):
        for path in folder.glob(f"*{kind}"):
            path.unlink()


def _write(draft: Draft, stem: Path) -> None:
    stem.parent.mkdir(parents=True, exist_ok=True)
    text = draft.short_text() + "\n"
    Path(f"{stem}{MAIL}").write_bytes(draft.mail())
    Path(f"{stem}{ZALO}").write_text(text, encoding="utf-8")
    Path(f"{stem}{SMS}").write_text(unaccented(text), encoding="utf-8")
