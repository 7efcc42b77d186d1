"""The catalogue of each publication, stored by its hash, to be compared with a later one.

Copies the files that the hash covers, and reads them again. May call this floor and below.
"""

import shutil
from pathlib import Path

from warehouse.catalogue import Catalogue, load_catalogue
from warehouse.file_moves import sync_tree
from warehouse.home import Home


def store_catalogue(home: Home, catalogue: Catalogue) -> Path:
    """Store a catalogue under its hash, whole or not at all; one that is there stays."""
    target = home.catalogues_folder / catalogue.fingerprint
    if target.exists():
        return target
    draft = home.catalogues_folder / ".next"
    shutil.rmtree(draft, ignore_errors=True)
    for path in sorted(catalogue.folder.rglob("*")):
        if path.suffix in {".csv", ".yaml"}:
            copy = draft / path.relative_to(catalogue.folder)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    sync_tree(draft)
    return draft.rename(target)


def load_stored_catalogue(home: Home, fingerprint: str) -> Catalogue | None:
    """Load the catalogue of a hash; None where no copy was stored.

    Raises:
        CatalogueError: this version of the program cannot read that catalogue.
    """
    folder = home.catalogues_folder / fingerprint
    return load_catalogue(folder) if folder.is_dir() else None
