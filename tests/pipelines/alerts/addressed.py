"""Catalogues with contacts, whose addresses are the servers on loopback.

Makes folders and addresses; what is told there is the tests'.
"""

import shutil
from pathlib import Path

from warehouse.catalogue import DEFAULT_CATALOGUE

HEADER = "contact,unit,role,url,lang,basis"


def mailbox(port: int, name: str) -> str:
    """Return the address of a mailbox on a test server."""
    return f"mailto://127.0.0.1:{port}?from=chiso@dk.example&to={name}@dk.example"


def contact(name: str, unit: str, role: str, url: str, lang: str = "vi") -> str:
    """Return a row of `contacts.csv`."""
    return f'{name},{unit},{role},"{url}",{lang},thử'


def catalogue_with(folder: Path, *contacts: str) -> Path:
    """Write the shipped catalogue with these contacts."""
    if not folder.exists():
        shutil.copytree(DEFAULT_CATALOGUE, folder)
    text = "\n".join([HEADER, *contacts]) + "\n"
    (folder / "contacts.csv").write_text(text, encoding="utf-8")
    return folder
