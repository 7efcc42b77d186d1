"""`chiso nightly`: run the nightly job here and say in three lines what came of it.

Words and exit codes only; the run is `pipelines.nightly`.
"""

from pathlib import Path

from rich.console import Console

from pipelines import nightly
from pipelines.commands.acknowledge import wrong_reason
from pipelines.commands.exit_codes import ExitCode
from pipelines.failures import describe_new_files
from pipelines.progress import shown
from pipelines.settings import Settings
from pipelines.words import say
from warehouse.home import BusyError, Home
from warehouse.language import Lang
from warehouse.text import visible

NAMED = 5
"""How many names are printed at most."""


def main(*, home: Path, lang: Lang, accept_fewer: str | None = None) -> int:
    """Return 0 published, 1 failed, 2 a reason that will not do, 3 busy, 4 it would shrink."""
    console = Console()
    if accept_fewer is not None and (faults := list(wrong_reason(lang, accept_fewer))):
        console.print("\n".join(faults), markup=False)
        return ExitCode.UNUSABLE
    settings, reason = Settings(home=home, lang=lang), visible((accept_fewer or "").strip())
    try:
        with shown(console, say(lang, "reading")) as progress:
            night = nightly.run(settings, progress, accept_fewer=reason)
    except BusyError:
        console.print(say(lang, "busy", home=home), markup=False)
        return ExitCode.BUSY
    return report(console, home, lang, night)


def report(console: Console, home: Path, lang: Lang, night: nightly.Night) -> int:
    """Print how a night ended; return the exit code it means."""
    if night.new_history:
        _warn(console, describe_new_files(night.new_history).text(lang))
    if not night.succeeded:
        console.print(say(lang, "failed"), style="bold red")
        for text in dict.fromkeys(f.cause.text(lang) if f.cause else f.text for f in night.faults):
            console.print(f"  {text}", markup=False, soft_wrap=True)
        return ExitCode.FEWER if night.would_shrink else ExitCode.FAILED
    _report_sources(console, lang, night)
    _report_intake(console, lang, night)
    _report_notices(console, lang, night)
    if night.unchanged:
        console.print(say(lang, "unchanged"))
    console.print(say(lang, "published", page=Home(home).page), soft_wrap=True, markup=False)
    return ExitCode.DONE


def _warn(console: Console, text: str) -> None:
    console.print(text, style="bold red", markup=False, highlight=False)


def _report_intake(console: Console, lang: Lang, night: nightly.Night) -> None:
    counts = {"files": night.files, "submissions": night.submissions, "sent_back": night.sent_back}
    console.print(say(lang, "night", **counts))
    if night.left:
        console.print(say(lang, "left", left=night.left), style="bold red")
    if night.strange:
        more = ["…"] if night.strange > NAMED else []
        names = ", ".join([*night.strange_names[:NAMED], *more])
        _warn(console, say(lang, "strange", count=night.strange, names=names))
    if night.unknown_archived:
        _warn(console, say(lang, "unknown_archived", count=night.unknown_archived))


def _report_notices(console: Console, lang: Lang, night: nightly.Night) -> None:
    if night.notices_sent or night.notices_waiting:
        counts = {"told": night.notices_sent, "waiting": night.notices_waiting}
        console.print(say(lang, "told", **counts))
    for contact, variable in night.unset:
        _warn(console, say(lang, "unset", contact=contact, variable=variable))


def _report_sources(console: Console, lang: Lang, night: nightly.Night) -> None:
    """What the sources brought; nothing where there are none, or none had anything new."""
    if any(night.fetched.values()):
        console.print(say(lang, "sources", **night.fetched))
    for line in [*night.told[:NAMED], *(["…"] if len(night.told) > NAMED else [])]:
        console.print(line, style="bold red", soft_wrap=True, markup=False, highlight=False)
