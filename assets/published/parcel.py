"""The returned package of a report: the marked workbook and the letter, under the same name.

Each file is written as a draft and moved into place: a killed run leaves it whole or not at all.
`returned` writes the workbook, `letter` the letter.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assets.published.letter import write_letter
from assets.published.returned import Returned, write_returned
from warehouse.catalogue import Catalogue


def write_parcel(catalogue: Catalogue, returned: Returned, workbook: Path) -> Path:
    """Write the workbook and the letter beside it; return the path of the letter."""
    with _whole(workbook) as draft:
        marked = write_returned(catalogue, returned, draft)
    letter = workbook.with_suffix(".docx")
    with _whole(letter) as draft:
        write_letter(catalogue, returned, marked, enclosed=workbook.name, path=draft)
    return letter


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    draft = path.with_name(f".{path.name}")
    yield draft
    draft.replace(path)
