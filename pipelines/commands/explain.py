"""`chiso explain TT02 DK 2023-Q2`: where a published figure comes from, cell by cell.

`chiso asof DAY …` asks the same of what was known on a day. Queries the publication in force; the
catalogue gives the names and the formula.
"""

import json
import sys
from contextlib import nullcontext
from pathlib import Path

from rich.console import Console

from pipelines.commands.exit_codes import ExitCode
from pipelines.explanation_text import ExplanationText
from pipelines.messages.command_messages import format_message
from pipelines.published_store import open_published_store
from pipelines.settings import Settings
from pipelines.table_output import print_tables
from warehouse.catalogue import load_catalogue
from warehouse.home import Home
from warehouse.language import Lang
from warehouse.lineage.explanation import FigureKey
from warehouse.lineage.published_warehouse import NoSuchFigureError
from warehouse.periods import parse_period


def main(
    *, home: Path, lang: Lang, key: FigureKey, as_json: bool, moment: str | None = None
) -> int:
    """Print an explanation; a figure that does not exist is `UNUSABLE`.

    The period of `key` is as typed.
    """
    try:
        code = parse_period(key.period).code
        with (
            open_published_store(Home(home), lang) as published,
            published.as_of(moment) if moment else nullcontext(published) as warehouse,
        ):
            explanation = warehouse.explain(key.figure, key.unit, code)
    except NoSuchFigureError as error:
        known = ", ".join(error.known)
        message, given = f"no_such_{error.part}", error.given
        return _refuse(
            format_message(
                lang, message, figure=key.figure, unit=key.unit, given=given, known=known
            )
        )
    except ValueError as error:
        return _refuse(str(error))
    if as_json:
        json_text = json.dumps(explanation.to_dict(), ensure_ascii=False, indent=1, default=str)
        sys.stdout.write(f"{json_text}\n")
        return ExitCode.DONE
    if moment:
        sys.stdout.write(format_message(lang, "figure_as_of", moment=moment) + "\n")
    _print_explanation(ExplanationText(load_catalogue(Settings().catalogue), explanation, lang))
    return ExitCode.DONE


def _print_explanation(text: ExplanationText) -> None:
    console = Console()
    for line in text.list_heading_lines():
        console.print(line, markup=False, highlight=False, soft_wrap=True)
    print_tables(console, text.list_tables())


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return ExitCode.UNUSABLE
