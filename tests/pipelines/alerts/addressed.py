"""Catalogues with contacts, whose addresses are the servers on loopback.

Makes folders and addresses; what is told there is the tests'.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.pipelines.alerts import servers
from warehouse.catalogue import DEFAULT_CATALOGUE

HEADER = "contact,unit,role,url,lang,basis"


def mailbox(port: int, name: str) -> str:
    """Return the address of a mailbox on a test server."""
    return f"mailto://127.0.0.1:{port}?from=chiso@dk.example&to={name}@dk.example"


def contact(name: str, unit: str, role: str, url: str, lang: str = "vi") -> str:
    """Return a row of `contacts.csv`."""
    return f'{name},{unit},{role},"{url}",{lang},thử'


@contextmanager
def operator_mail(folder: Path) -> Iterator[servers.Mailboxes]:
    """Run the mailbox of an operator whom the catalogue written into a folder names."""
    with servers.mail() as boxes:
        catalogue_with(folder, contact("ict", "", "operator", mailbox(boxes.port, "ict")))
        yield boxes


def catalogue_with(folder: Path, *contacts: str) -> Path:
    """Write the shipped catalogue with these contacts."""
    if not folder.exists():
        shutil.copytree(DEFAULT_CATALOGUE, folder)
    text = "\n".join([HEADER, *contacts]) + "\n"
    (folder / "contacts.csv").write_text(text, encoding="utf-8")
    return folder
