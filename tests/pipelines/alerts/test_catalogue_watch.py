"""A catalogue that breaks while `chiso ui` runs: one notice, and one more when it is mended."""

import json
from datetime import UTC, datetime

import pytest

from assets.published_catalogues import store_catalogue
from pipelines.alerts import catalogue_watch
from pipelines.alerts.catalogue_watch import watch_catalogue
from pipelines.sensors import request_run
from pipelines.settings import Settings
from tests.pipelines.alerts import servers
from tests.pipelines.alerts.addressed import catalogue_with, contact, mailbox
from tests.sent import new_home
from warehouse.catalogue import load_catalogue
from warehouse.home import Home

AS_OF = datetime(2023, 8, 1, tzinfo=UTC).date()


@pytest.fixture
def mail():
    with servers.mail() as boxes:
        yield boxes


@pytest.fixture
def settings(tmp_path, mail, monkeypatch):
    """Return the settings of a home that has published with a catalogue naming an operator."""
    monkeypatch.setattr(catalogue_watch, "_noted_states", {})
    operator = contact("ict", "", "operator", mailbox(mail.port, "ict"))
    folder = catalogue_with(tmp_path / "catalogue", operator)
    home = new_home(tmp_path / "home")
    stored = store_catalogue(home, load_catalogue(folder))
    office = home.published_folder / "1" / "office"
    office.mkdir(parents=True)
    (office / "publication.json").write_text(
        json.dumps({"catalogue": stored.name}), encoding="utf-8"
    )
    home.current_publication.symlink_to("1")
    return Settings(home=home.root, catalogue=folder, as_of=AS_OF)


def texts(mail):
    return [letter.get_body(("plain",)).get_content() for letter in mail.take()]


def test_operators_hear_once_that_it_is_broken_and_once_that_it_is_mended(
    settings, mail, monkeypatch, shared_instance
):
    units = settings.catalogue / "units.csv"
    sound = units.read_text(encoding="utf-8")
    assert watch_catalogue(settings)
    assert texts(mail) == []
    units.write_text(sound + "DK-X,không đủ cột\n", encoding="utf-8")
    assert not watch_catalogue(settings)
    (text,) = texts(mail)
    assert "Danh mục hỏng" in text
    assert "units.csv" in text
    # Neither the next look nor a new process says so again, and no run begins.
    assert "danh mục hỏng" in request_run(settings, shared_instance).skip_message
    monkeypatch.setattr(catalogue_watch, "_noted_states", {})
    assert not watch_catalogue(settings)
    assert texts(mail) == []
    units.write_text(sound, encoding="utf-8")
    assert watch_catalogue(settings)
    (text,) = texts(mail)
    assert "dùng được trở lại" in text
    assert watch_catalogue(settings)
    assert texts(mail) == []
    # The same fault once more is another event.
    units.write_text(sound + "DK-X,không đủ cột\n", encoding="utf-8")
    assert not watch_catalogue(settings)
    assert len(texts(mail)) == 1


def test_a_look_while_a_night_runs_is_repeated(settings, mail):
    units = settings.catalogue / "units.csv"
    units.write_text("hỏng", encoding="utf-8")
    with Home(settings.home).hold_lock():
        assert not watch_catalogue(settings)
    assert texts(mail) == []
    assert not watch_catalogue(settings)
    assert len(texts(mail)) == 1
