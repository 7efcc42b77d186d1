"""A catalogue that changes under data: compared first, then allowed and listed, or refused."""

import os
import shutil

import pytest
from typer.testing import CliRunner

from pipelines import cli
from tests.pipelines import nights
from tests.sent import new_home, schools, send
from warehouse.catalogue import DEFAULT_CATALOGUE


class Catalogue:
    """A night with a catalogue of its own."""

    def __init__(self, folder):
        self.folder = str(folder)

    def __call__(self):
        os.environ["CHISO_CATALOGUE"] = self.folder


@pytest.fixture(scope="module")
def changed(tmp_path_factory):
    """Return a home and its catalogue before and after each of two edits, with their nights."""
    nights.warm_up()
    folder = tmp_path_factory.mktemp("changed")
    home = new_home(folder / "home")
    before = shutil.copytree(DEFAULT_CATALOGUE, folder / "before")
    send(home.inbox_folder / "tốt.xlsx", schools())
    assert nights.night(home, Catalogue(before)).code == 0
    allowed = shutil.copytree(before, folder / "allowed")
    replace_text(allowed / "calendar.yaml", "due_working_days: 2 ", "due_working_days: 9 ")
    refused = shutil.copytree(before, folder / "refused")
    for name in ("units.csv", "letterheads.csv", "unit_changes.csv"):
        replace_text(refused / name, "DK-GDDT", "DK-GIAODUC")
    return home, before, allowed, refused


def replace_text(path, old, new):
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(old, new), encoding="utf-8")


def compare(home, folder, monkeypatch):
    monkeypatch.setenv("CHISO_CATALOGUE", str(folder))
    return CliRunner().invoke(
        cli.app, ["catalogue", "diff", "--home", str(home.root)], catch_exceptions=False
    )


def test_the_catalogue_of_the_publication_does_not_differ(changed, monkeypatch):
    home, before, _, _ = changed
    result = compare(home, before, monkeypatch)
    assert (result.exit_code, result.output) == (0, "Danh mục giống danh mục của bản công bố.\n")


def test_a_change_is_listed(changed, monkeypatch):
    home, _, allowed, _ = changed
    result = compare(home, allowed, monkeypatch)
    assert (result.exit_code, result.output) == (0, "~ calendar calendar: due_working_days\n")


def test_a_new_id_for_a_unit_with_reports_is_refused_before_anything_changes(changed, monkeypatch):
    home, _, _, refused = changed
    result = compare(home, refused, monkeypatch)
    assert result.exit_code == 1
    assert "- unit DK-GDDT\n" in result.output
    assert "+ unit DK-GIAODUC\n" in result.output
    assert "✘ Đơn vị DK-GDDT không còn trong danh mục, nhưng 1 báo cáo dựa vào đó" in result.output
    before = nights.files(home.current_publication)
    send(home.inbox_folder / "mới.xlsx", schools(school_sessions=31))
    ended = nights.night(home, Catalogue(refused))
    assert ended.code == 1
    assert "Đơn vị DK-GDDT không còn trong danh mục" in ended.output
    assert "không sửa mã" in ended.output
    assert nights.files(home.current_publication) == before
    assert (home.inbox_folder / "mới.xlsx").exists()


def test_without_a_publication_there_is_nothing_to_compare_with(tmp_path, monkeypatch):
    result = compare(new_home(tmp_path / "home"), DEFAULT_CATALOGUE, monkeypatch)
    assert result.exit_code == 0
    assert "Chưa lưu danh mục" in result.output
