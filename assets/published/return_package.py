"""The returned package of a report: the marked workbook and the letter, under the same name.

Each file is written as a draft and moved into place: a killed run leaves it whole or not at all.
`returned_workbook` writes the workbook, `letter` the letter.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assets.published.letter.letter import write_letter
from assets.published.return_names import build_letter_path
from assets.published.returned.returned_workbook import (
    ReturnedReport,
    ReturnSummary,
    write_returned_workbook,
)
from warehouse.catalogue import Catalogue


def write_returned_package(
    catalogue: Catalogue, returned_report: ReturnedReport, workbook: Path
) -> ReturnSummary:
    """Write the workbook and the letter beside it; return the summary of the workbook."""
    with _replace_when_complete(workbook) as draft:
        return_summary = write_returned_workbook(catalogue, returned_report, draft)
    with _replace_when_complete(build_letter_path(workbook)) as draft:
        write_letter(catalogue, returned_report, return_summary, enclosed=workbook.name, path=draft)
    return return_summary


@contextmanager
def _replace_when_complete(path: Path) -> Iterator[Path]:
    draft = path.with_name(f".{path.name}")
    yield draft
    draft.replace(path)
