"""`chiso nightly`: run the nightly job here and say in three lines what came of it.

Words and exit codes only; the run is `pipelines.nightly`.
"""

from pathlib import Path

from rich.console import Console

from pipelines import nightly
from pipelines.progress import shown
from pipelines.settings import Settings
from pipelines.words import Lang, say
from warehouse.home import BusyError, Home

FAILED, BUSY = 1, 3
NAMED = 5
"""How many names are said at most."""


def main(*, home: Path, lang: Lang) -> int:
    """Exit code: 0 published, 1 failed, 3 another run is under way."""
    console = Console()
    try:
        with shown(console, say(lang, "reading")) as progress:
            night = nightly.run(Settings(home=home, lang=lang), progress)
    except BusyError:
        console.print(say(lang, "busy", home=home), markup=False)
        return BUSY
    return report(console, home, lang, night)


def report(console: Console, home: Path, lang: Lang, night: nightly.Night) -> int:
    """Print how a night ended; the exit code it means."""
    if not night.succeeded:
        console.print(say(lang, "failed"), style="bold red")
        for fault in night.faults:
            console.print(f"  {fault}", markup=False)
        return FAILED
    _report_sources(console, lang, night)
    console.print(
        say(
            lang,
            "night",
            files=night.files,
            submissions=night.submissions,
            sent_back=night.sent_back,
        )
    )
    if night.left:
        console.print(say(lang, "left", left=night.left), style="bold red")
    if night.strange:
        more = ["…"] if night.strange > NAMED else []
        names = ", ".join([*night.strange_names[:NAMED], *more])
        words = say(lang, "strange", count=night.strange, names=names)
        console.print(words, style="bold red", markup=False, highlight=False)
    if night.notices_sent or night.notices_waiting:
        counts = {"told": night.notices_sent, "waiting": night.notices_waiting}
        console.print(say(lang, "told", **counts))
    for contact, variable in night.unset:
        words = say(lang, "unset", contact=contact, variable=variable)
        console.print(words, style="bold red", markup=False, highlight=False)
    if night.unchanged:
        console.print(say(lang, "unchanged"))
    console.print(say(lang, "published", page=Home(home).page), soft_wrap=True, markup=False)
    return 0


def _report_sources(console: Console, lang: Lang, night: nightly.Night) -> None:
    """What the sources brought; nothing where there are none, or none had anything new."""
    if any(night.fetched.values()):
        console.print(say(lang, "sources", **night.fetched))
    for line in [*night.told[:NAMED], *(["…"] if len(night.told) > NAMED else [])]:
        console.print(line, style="bold red", soft_wrap=True, markup=False, highlight=False)
