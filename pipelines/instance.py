"""Dagster's home under ours: its folder, its settings file, and its databases when damaged.

Knows nothing of assets or runs; imports no Dagster, so that a command may call it at once.
"""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import yaml

from pipelines.dagster_database import DatabaseAddress, claim_database, parse_setting
from warehouse.home import BusyError, Home
from warehouse.home_identity import read_identity

SETTINGS_FILE = "dagster.yaml"
DAGSTER_SETTINGS = """\
telemetry:
  enabled: false
nux:
  enabled: false  # no invitation to give an address to others
concurrency:
  runs:
    max_concurrent_runs: 1  # DuckDB has one writing process
retention:  # ticks: Dagster keeps most of them for ever
  schedule:
    purge_after_days: 90
  sensor:
    purge_after_days:
      skipped: 3
      success: 90
      failure: 90
      started: 90
"""
"""Telemetry and welcome off, one run at a time; without a database, Dagster stores in SQLite."""


def prepare_storage(home: Home, setting: str) -> None:
    """Point Dagster at its folder in the home, and at the database of the setting if there is one.

    Raises:
        DagsterDatabaseError: the database does not answer, or belongs to another home.
        OSError: the folder or the settings file cannot be written.
    """
    database = parse_setting(setting)
    if database:
        identity = read_identity(home)
        claim_database(database, identity.home if identity else "")
    prepare_instance(home.dagster_folder, database)


def prepare_instance(folder: Path, database: DatabaseAddress | None = None) -> None:
    """Point Dagster at `folder`, and write its settings there unless they already say the same.

    The file is replaced whole: one that a full disk had emptied would switch telemetry on.

    Raises:
        OSError: the folder or the file cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if _read_settings(folder) != format_settings(database):
        settings_path = folder / SETTINGS_FILE
        draft_path = settings_path.with_name(".dagster.yaml.new")
        draft_path.write_text(format_settings(database), encoding="utf-8")
        draft_path.replace(settings_path)
    os.environ["DAGSTER_HOME"] = str(folder)


def format_settings(database: DatabaseAddress | None) -> str:
    """Return the content of the settings file; with a database, Dagster stores there."""
    storage = yaml.safe_dump(database.build_storage(), sort_keys=False) if database else ""
    return DAGSTER_SETTINGS + storage


def has_own_settings(folder: Path) -> bool:
    """Return whether the settings file says what this version of the program writes there."""
    return _read_settings(folder) == format_settings(read_database(folder))


def read_database(folder: Path) -> DatabaseAddress | None:
    """Return the database that the settings file states; None for SQLite."""
    try:
        return DatabaseAddress.read(yaml.safe_load(_read_settings(folder)))
    except yaml.YAMLError:
        return None


def _read_settings(folder: Path) -> str:
    """Return the content of the settings file; nothing where there is none."""
    path = folder / SETTINGS_FILE
    return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""


DAMAGED = ("damaged-1", "damaged-2")
"""Where damaged databases are set aside, the newest first; older ones are deleted."""


def set_aside_damaged_files(home: Home) -> tuple[str, ...]:
    """Move Dagster's damaged databases aside and return their names; Dagster makes them anew.

    Nothing is moved while a `chiso ui` is open, since it has the files in use.
    """
    try:
        with home.ui_locked():
            damaged = [path for path in _list_databases(home.dagster_folder) if _is_damaged(path)]
            if damaged:
                _set_aside(home.dagster_folder, damaged)
    except BusyError:
        return ()
    return tuple(path.relative_to(home.dagster_folder).as_posix() for path in damaged)


def _list_databases(folder: Path) -> list[Path]:
    """List the databases in use, without files that were moved aside before."""
    return sorted(
        p for p in folder.glob("*/**/*.db") if p.relative_to(folder).parts[0] not in DAMAGED
    )


def _is_damaged(database: Path) -> bool:
    try:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
            return connection.execute("PRAGMA quick_check").fetchall() != [("ok",)]
    except sqlite3.OperationalError:  # locked, or not to be opened: nothing is known of it
        return False
    except sqlite3.DatabaseError:
        return True


def _set_aside(folder: Path, databases: list[Path]) -> None:
    newest, oldest = (folder / name for name in DAMAGED)
    shutil.rmtree(oldest, ignore_errors=True)
    if newest.exists():
        newest.rename(oldest)
    for database in databases:
        target = newest / database.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        for suffix in ("", "-wal", "-shm"):
            part = database.with_name(database.name + suffix)
            if part.exists():
                part.rename(target.with_name(target.name + suffix))
