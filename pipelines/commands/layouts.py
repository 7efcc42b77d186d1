"""`chiso layout accept | list | show | diff | retire`: the layouts that the hub accepted.

Writes to the register while no run holds the home; the next night reads by what is in force, and
decides the waiting reports anew.
"""

import sys
from difflib import unified_diff
from pathlib import Path
from typing import Literal

from rich.console import Console

from assets.layouts.acceptance import Acceptance, Acceptor
from assets.raw.layout_decisions import (
    LAYOUT_DECISIONS_TABLE,
    LayoutDecision,
    query_layout_decisions,
)
from pipelines.commands.arguments import find_personal_data
from pipelines.commands.exit_codes import ExitCode
from pipelines.messages.command_messages import format_message
from pipelines.settings import Settings
from pipelines.table_output import print_rows
from warehouse.catalogue import load_catalogue
from warehouse.forms.layouts.answer_workbook import read_answer_sheet
from warehouse.home import BusyError, Home
from warehouse.home_identity import prepare_home
from warehouse.journal.settlement import open_register
from warehouse.language import Lang
from warehouse.store import Store
from warehouse.text import escape_invisible

_COLUMNS = ("layout_name", "layout_state", "layout_person_column", "layout_day", "layout_file")


def main(
    *,
    home: Path,
    lang: Lang,
    do: Literal["accept", "list", "show", "diff", "retire"],
    file: Path | None = None,
    names: tuple[str, ...] = (),
    person: str = "",
) -> int:
    """Decide or show layouts, and return the exit code.

    0; 2 for an unusable file, name or person; 3 while a run is under way.
    """
    settings, data_home = Settings(), Home(home)
    catalogue = load_catalogue(settings.catalogue)
    decides = do in ("accept", "retire")
    if decides and (problem := _check_person(lang, person)):
        sys.stderr.write(problem + "\n")
        return ExitCode.UNUSABLE
    prepare_home(data_home)
    acceptor = Acceptor(
        data_home, catalogue, escape_invisible(person.strip()), settings.choose_run_at(catalogue)
    )
    try:
        with data_home.hold_lock(), open_register(data_home) as register:
            register.create_table(LAYOUT_DECISIONS_TABLE)
            if do == "accept" and file is not None:
                return _accept_file(lang, acceptor, register, file)
            if do == "retire":
                return _retire_layout(lang, acceptor, register, names[0])
            return _show_layouts(lang, query_layout_decisions(register), names)
    except BusyError:
        sys.stderr.write(format_message(lang, "busy", home=home) + "\n")
        return ExitCode.BUSY


def _check_person(lang: Lang, person: str) -> str:
    if not person.strip():
        return format_message(lang, "layout_by")
    kind = find_personal_data(lang, person, may_name=True)
    return format_message(lang, "layout_person", kind=kind) if kind else ""


def _accept_file(lang: Lang, acceptor: Acceptor, register: Store, file: Path) -> int:
    answer_sheet = read_answer_sheet(file.read_bytes()) if file.is_file() else None
    if answer_sheet is None:
        sys.stderr.write(format_message(lang, "layout_unproposed") + "\n")
        return ExitCode.UNUSABLE
    acceptance = acceptor.accept_answers(register, answer_sheet)
    if acceptance.layout is None:
        sys.stderr.write(_format_faults(lang, acceptance))
        return ExitCode.UNUSABLE
    layout = acceptance.layout
    unit = acceptor.catalogue.units[layout.units[0]].get_name(lang)
    message = format_message(lang, "layout_accepted", name=layout.layout, unit=unit)
    sys.stdout.write(message + "\n")
    if acceptance.warning:
        sys.stdout.write(f"⚠ {acceptance.warning.text(lang)}\n")
    return ExitCode.DONE


def _format_faults(lang: Lang, acceptance: Acceptance) -> str:
    lines = [format_message(lang, "layout_refused")]
    lines += [f"- {fault.text(lang)}" for fault in acceptance.faults]
    return "\n".join(lines) + "\n"


def _retire_layout(lang: Lang, acceptor: Acceptor, register: Store, name: str) -> int:
    if acceptor.retire_layout(register, name) is None:
        sys.stderr.write(format_message(lang, "layout_unknown", name=name) + "\n")
        return ExitCode.UNUSABLE
    sys.stdout.write(format_message(lang, "layout_retired", name=name) + "\n")
    return ExitCode.DONE


def _show_layouts(lang: Lang, decisions: list[LayoutDecision], names: tuple[str, ...]) -> int:
    """List all layouts, show the one named, or compare the two named."""
    latest = {decision.layout: decision for decision in decisions}
    for name in names:
        if name not in latest:
            sys.stderr.write(format_message(lang, "layout_unknown", name=name) + "\n")
            return ExitCode.UNUSABLE
    if not names:
        return _list_layouts(lang, list(latest.values()))
    contents = [latest[name].content for name in names]
    if len(contents) == 1:
        sys.stdout.write(contents[0])
        return ExitCode.DONE
    before, after = (content.splitlines() for content in contents)
    difference = "\n".join(unified_diff(before, after, names[0], names[1], lineterm="", n=2))
    sys.stdout.write((difference or format_message(lang, "layout_same")) + "\n")
    return ExitCode.DONE


def _list_layouts(lang: Lang, decisions: list[LayoutDecision]) -> int:
    if not decisions:
        sys.stdout.write(format_message(lang, "no_layouts") + "\n")
        return ExitCode.DONE
    titles = [format_message(lang, column) for column in _COLUMNS]
    rows = [
        (
            decision.layout,
            format_message(lang, f"layout_state_{decision.event}"),
            decision.person,
            f"{decision.happened_at:%d/%m/%Y}",
            decision.sha256[:16],
        )
        for decision in decisions
    ]
    print_rows(Console(), titles, rows)
    return ExitCode.DONE
