"""`chiso obstacles`: what units find difficult and propose, and the hub's answers.

Reads the publication in force and adds to the register while no run holds the home.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console

from assets.outbox.obstacle_replies import (
    REPLIES_TABLE,
    Obstacle,
    ObstacleReply,
    query_obstacles,
    record_reply,
)
from expectations.privacy.doubts import find_doubt
from pipelines.commands.arguments import find_personal_data, list_prefix_matches
from pipelines.commands.exit_codes import ExitCode
from pipelines.messages.command_messages import format_message
from pipelines.messages.obstacle_messages import format_obstacle
from pipelines.settings import Settings
from warehouse.catalogue import load_catalogue
from warehouse.home import BusyError, Home
from warehouse.journal.settlement import open_register
from warehouse.language import Lang, choose_text
from warehouse.store import Store
from warehouse.text import escape_invisible


def main(*, home: Path, lang: Lang, obstacle: str = "", text: str = "", by: str = "") -> int:
    """List the obstacles, or record an answer; a wrong id or text is `UNUSABLE`."""
    data_home = Home(home)
    if not data_home.is_published:
        return _report_problem(format_message(lang, "nothing_published"))
    try:
        if obstacle:
            return _reply(data_home, lang, obstacle, _clean_words(text), by=_clean_words(by))
        return _print_obstacles(data_home, lang)
    except BusyError:
        sys.stderr.write(format_message(lang, "busy", home=home) + "\n")
        return ExitCode.BUSY


def _clean_words(typed: str) -> str:
    return escape_invisible(" ".join(typed.split()))


@contextmanager
def _open_obstacles(home: Home) -> Iterator[tuple[Store, list[Obstacle]]]:
    with home.hold_lock(), open_register(home) as register:
        register.create_table(REPLIES_TABLE)
        with register.attach_database(home.snapshot_file, "published"):
            obstacles = query_obstacles(register)
        yield register, obstacles


def _print_obstacles(home: Home, lang: Lang) -> int:
    catalogue, console = load_catalogue(Settings().catalogue), Console(soft_wrap=True)
    with _open_obstacles(home) as (_, obstacles):
        lines = [
            line for obstacle in obstacles for line in format_obstacle(catalogue, obstacle, lang)
        ]
    for line in lines or [format_message(lang, "no_obstacles")]:
        console.print(line, markup=False, highlight=False)
    return ExitCode.DONE


def _reply(home: Home, lang: Lang, id_prefix: str, text: str, *, by: str) -> int:
    if problem := _find_problem(lang, text, by):
        return _report_problem(problem)
    settings = Settings()
    replied_at = settings.choose_run_at(load_catalogue(settings.catalogue))
    with _open_obstacles(home) as (register, obstacles):
        ids = [obstacle.obstacle for obstacle in obstacles]
        matches = list_prefix_matches(id_prefix, ids)
        if not matches:
            return _report_problem(format_message(lang, "unknown_obstacle", given=id_prefix))
        if len(matches) > 1:
            return _report_problem(
                format_message(
                    lang,
                    "which_obstacle",
                    given=id_prefix,
                    count=len(matches),
                    known=", ".join(matches),
                )
            )
        record_reply(register, matches[0], ObstacleReply(text, by, replied_at))
    sys.stdout.write(format_message(lang, "replied", obstacle=matches[0]) + "\n")
    return ExitCode.DONE


def _find_problem(lang: Lang, text: str, by: str) -> str:
    """Find why an answer cannot be stored; empty if it can."""
    if not text:
        return format_message(lang, "empty_reply")
    if not by:
        return format_message(lang, "empty_by")
    doubt = find_doubt(text)
    kind = (
        find_personal_data(lang, text)
        or (choose_text((doubt.vi, doubt.en), lang) if doubt else "")
        or find_personal_data(lang, by, may_name=True)
    )
    return format_message(lang, "personal_reply", kind=kind) if kind else ""


def _report_problem(problem: str) -> int:
    sys.stderr.write(problem + "\n")
    return ExitCode.UNUSABLE
