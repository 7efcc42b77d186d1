"""The catalogue of a publication: stored once by its hash, read again as the same."""

import shutil
from dataclasses import replace

from assets.published_catalogues import load_stored_catalogue, store_catalogue
from tests import spec
from warehouse.catalogue import load_catalogue
from warehouse.home import Home


def test_a_stored_catalogue_is_the_same_when_it_is_read(tmp_path):
    home, catalogue = Home(tmp_path / "home"), spec.catalogue()
    store_catalogue(home, catalogue)
    stored = load_stored_catalogue(home, catalogue.fingerprint)
    assert replace(stored, folder=catalogue.folder) == catalogue


def test_a_catalogue_that_was_never_stored_is_none(tmp_path):
    assert load_stored_catalogue(Home(tmp_path), "0" * 64) is None


def test_the_stored_catalogue_stays_as_it_was_published(tmp_path):
    folder = shutil.copytree(spec.catalogue().folder, tmp_path / "catalogue")
    home, catalogue = Home(tmp_path / "home"), load_catalogue(folder)
    store_catalogue(home, catalogue)
    (folder / "targets.csv").write_text("", encoding="utf-8")
    (home.catalogues_folder / ".next").mkdir()  # of a killed run
    store_catalogue(home, catalogue)
    stored = load_stored_catalogue(home, catalogue.fingerprint)
    assert stored.targets == catalogue.targets
