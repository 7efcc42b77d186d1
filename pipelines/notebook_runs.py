"""The running of a notebook: from top to bottom, as a script, with the choices of a command.

Marimo is imported by the notebooks alone, and stands in an extra of its own. Knows no command.
"""

import io
import os
import runpy
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from importlib.util import find_spec
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go

from assets.published.notebook_page.notebook_page import NotebookResults

NOTEBOOKS_FOLDER = Path(__file__).parents[1] / "notebooks"
_OPENING = "import marimo\n"


def list_notebooks(folder: Path = NOTEBOOKS_FOLDER) -> dict[str, Path]:
    """Return the notebooks of a folder by name; none without the folder."""
    return {
        path.stem: path
        for path in sorted(folder.glob("*.py"))
        if _OPENING in path.read_text(encoding="utf-8")
    }


def has_marimo() -> bool:
    """Return whether the extra `notebooks` is installed."""
    return find_spec("marimo") is not None


def open_notebook(notebook_file: Path, variables: Mapping[str, str]) -> int:
    """Open a notebook in the browser until it is closed; return marimo's exit code."""
    command = [sys.executable, "-m", "marimo", "edit", str(notebook_file)]
    return subprocess.run(command, env=os.environ | variables, check=False).returncode  # noqa: S603


def run_notebook(notebook_file: Path, variables: Mapping[str, str]) -> NotebookResults:
    """Run a notebook; return the printed lines, and the charts and tables in order.

    Drop-downs and other choices are left out.

    Raises:
        LookupError: a choice is not published; the message lists the published ones.
    """
    printed = io.StringIO()
    with _set_variables(variables), _import_from(notebook_file.parent), redirect_stdout(printed):
        outputs, _ = runpy.run_path(str(notebook_file))["app"].run()
    return NotebookResults(
        notebook_file.stem,
        [line for line in printed.getvalue().splitlines() if line],
        [output for output in outputs if isinstance(output, go.Figure | pd.DataFrame)],
    )


@contextmanager
def _set_variables(variables: Mapping[str, str]) -> Iterator[None]:
    earlier = dict(os.environ)
    os.environ.update(variables)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(earlier)


@contextmanager
def _import_from(folder: Path) -> Iterator[None]:
    sys.path.insert(0, str(folder))
    try:
        yield
    finally:
        sys.path.remove(str(folder))
