"""`chiso notebook`: open a notebook, or write the results to an offline file.

Checks the arguments and writes a file; `assets.published.notebook_page` renders the file.
"""

import sys
from pathlib import Path

from assets.published.notebook_page.notebook_page import NotebookResults, render_notebook
from assets.published.page.page_context import PageContext
from assets.published.publication_facts import query_published_at
from pipelines.commands.arguments import check_known_name
from pipelines.commands.exit_codes import ExitCode
from pipelines.messages.command_messages import format_message
from pipelines.notebook_runs import has_marimo, list_notebooks, open_notebook, run_notebook
from pipelines.office_exports import OfficeFile, describe_export, write_office_files
from pipelines.published_store import open_published_store
from pipelines.settings import Settings
from warehouse.catalogue import Catalogue, load_catalogue
from warehouse.home import BusyError, Home
from warehouse.language import Lang
from warehouse.store import Store


def main(
    *,
    home: Path,
    lang: Lang,
    name: str,
    html: Path | None,
    figure: str | None,
    between: tuple[str, str] | None,
) -> int:
    """Open or write the notebook; an unknown notebook or figure is `UNUSABLE`."""
    variables = _list_variables(home, figure, between)
    catalogue = load_catalogue(Settings().catalogue)
    try:
        notebook_file = _find_notebook(lang, name)
        with open_published_store(Home(home), lang) as store:
            if html is None:
                is_closed_well = open_notebook(notebook_file, variables) == 0
                return ExitCode.DONE if is_closed_well else ExitCode.FAILED
            content = _render(store, catalogue, lang, run_notebook(notebook_file, variables))
            export = describe_export(catalogue, None, query_published_at(store))
        write_office_files(Home(home), lang, export, [OfficeFile("notebook", html, content)])
    except BusyError:
        sys.stderr.write(format_message(lang, "busy", home=home) + "\n")
        return ExitCode.BUSY
    except (ValueError, LookupError) as error:
        sys.stderr.write(f"{error}\n")
        return ExitCode.UNUSABLE
    return ExitCode.DONE


def _list_variables(
    home: Path, figure: str | None, between: tuple[str, str] | None
) -> dict[str, str]:
    """List the variables with the choices of the command, for the notebooks."""
    choices = {"CHISO_FIGURE": figure, "CHISO_HOME": str(home.resolve())}
    choices |= dict(zip(("CHISO_SINCE", "CHISO_UNTIL"), between or (), strict=False))
    return {variable: value for variable, value in choices.items() if value}


def _find_notebook(lang: Lang, name: str) -> Path:
    """Return the file of a notebook.

    Raises:
        ValueError: there is no such notebook, or marimo is not installed.
    """
    notebooks = list_notebooks()
    check_known_name(lang, "notebook", name, notebooks)
    if not has_marimo():
        raise ValueError(format_message(lang, "no_marimo"))
    return notebooks[name]


def _render(store: Store, catalogue: Catalogue, lang: Lang, results: NotebookResults) -> bytes:
    ((as_of,),) = store.query_rows("SELECT as_of FROM catalogue.moment")
    return render_notebook(catalogue, store, results, PageContext(as_of, lang)).encode("utf-8")
