"""Catalogues with contacts, whose addresses are the servers on loopback.

Makes folders and addresses; what is told there is the tests'.
"""

import shutil
from pathlib import Path

from warehouse.catalogue import DEFAULT_CATALOGUE

HEADER = "contact,unit,role,url,lang,basis"


def mailbox(port: int, name: str) -> str:
    """The address of a mailbox on a server of ours."""
    return f"mailto://127.0.0.1:{port}?from=chiso@dk.example&to={name}@dk.example"


def contact(name: str, unit: str, role: str, url: str, lang: str = "vi") -> str:
    """A row of `contacts.csv`."""
    return f'{name},{unit},{role},"{url}",{lang},thử'


def catalogue_with(folder: Path, *contacts: str) -> Path:
    """The shipped catalogue, with contacts."""
    if not folder.exists():
        shutil.copytree(DEFAULT_CATALOGUE, folder)
    text = "\n".join([HEADER, *contacts]) + "\n"
    (folder / "contacts.csv").write_text(text, encoding="utf-8")
    return folder
