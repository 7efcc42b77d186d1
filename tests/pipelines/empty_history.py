"""The folder of a Dagster that has run nothing, made once by the server of `nights`.

A night on a new home starts from a copy: to create four databases takes Dagster as long as to write
down a night.
"""

import os
import shutil
import tempfile
from pathlib import Path

from dagster import DagsterInstance

from pipelines.instance import prepare_instance
from tests.pipelines.lasting_engines import close_engines
from warehouse.home import Home

_TEMPORARY = tempfile.TemporaryDirectory(prefix="chiso-empty-history-")
"""Lives as long as the server: nights end without a word to it."""
_FOLDER = Path(_TEMPORARY.name)


def create_history() -> None:
    """Let Dagster create its databases, with the rights that a night gives them."""
    umask = os.umask(0o077)
    prepare_instance(_FOLDER)
    with DagsterInstance.from_config(str(_FOLDER)) as instance:
        instance.get_run_records(limit=1)
    os.umask(umask)
    close_engines()


def copy_history(home: Home) -> None:
    """Give a home that has none the empty history."""
    if not home.dagster_folder.exists():
        shutil.copytree(_FOLDER, home.dagster_folder)


create_history()
