"""`chiso catalogue check`: the faults and notes of the catalogue, and what the data say of it.

The rules are `warehouse.catalogue.lint`; with a publication in the home, a share above 100 % is a
fault too. Prints only.
"""

from pathlib import Path

from rich.console import Console

from pipelines.commands.exit_codes import ExitCode
from pipelines.messages.command_messages import format_message
from pipelines.settings import Settings
from warehouse.catalogue.catalogue_faults import CatalogueFault, describe_followers
from warehouse.catalogue.lint import lint_catalogue
from warehouse.home import Home
from warehouse.language import Lang
from warehouse.store import Store

_SHARES_ABOVE_ALL = """
    SELECT v.indicator, count(*) AS times, max(v.value) AS highest,
        arg_max(v.unit, v.value) AS unit, arg_max(v.period, v.value) AS period
    FROM marts.indicator_values AS v
    INNER JOIN catalogue.indicators AS i USING (indicator)
    WHERE i.kind = 'share' AND v.value > 100
    GROUP BY v.indicator
    ORDER BY v.indicator
"""


def main(*, home: Path, lang: Lang) -> int:
    """Print the faults and notes; a fault of the catalogue is `UNUSABLE`, one of data `FAILED`."""
    console = Console(soft_wrap=True)
    faults, notes, follower_count = lint_catalogue(Settings().catalogue)
    for fault in faults:
        console.print(format_message(lang, "catalogue_fault", fault=fault), markup=False)
    if follower_count:
        console.print(describe_followers(follower_count), markup=False)
    for note in notes:
        console.print(format_message(lang, "catalogue_note", place=_locate(note)), markup=False)
    shares = [] if faults else _list_shares_above_all(Home(home), lang)
    for share in shares:
        console.print(share, markup=False)
    console.print(
        format_message(
            lang, "catalogue_checked", faults=len(faults) + len(shares), notes=len(notes)
        ),
        markup=False,
    )
    if faults:
        return ExitCode.UNUSABLE
    return ExitCode.FAILED if shares else ExitCode.DONE


def _locate(note: CatalogueFault) -> str:
    return f"{note.file_name}:{note.line}: {note.description}"


def _list_shares_above_all(home: Home, lang: Lang) -> list[str]:
    """List the indicators of kind share with a value above 100 %, worst case first."""
    if not home.is_published:
        return []
    with Store(home.snapshot_file, read_only=True) as store:
        return [
            format_message(
                lang,
                "share_above_all",
                indicator=indicator,
                times=times,
                highest=f"{highest:.1f}",
                unit=unit,
                period=period,
            )
            for indicator, times, highest, unit, period in store.query_rows(_SHARES_ABOVE_ALL)
        ]
