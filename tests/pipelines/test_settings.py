"""Settings: a default that works for each, CHISO_ variables over it, and no bad value let in."""

import grp
import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pydantic import ValidationError

from assets.raw.reading_limits import ReadingLimits
from pipelines.setting_faults import SettingsError
from pipelines.settings import Declaration, Settings
from pipelines.settings_page import render_settings_page
from warehouse.catalogue import DEFAULT_CATALOGUE, load_catalogue


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch):
    for name in Settings.model_fields:
        monkeypatch.delenv(f"CHISO_{name.upper()}", raising=False)


def test_every_setting_has_a_default():
    assert Settings().model_dump() == {
        "home": Path("data"),
        "catalogue": DEFAULT_CATALOGUE,
        "as_of": None,
        "lang": "vi",
        "read_seconds": 20,
        "read_memory_mb": 512,
        "quiet_days": 35,
        "keep_publications": 7,
        "keep_runs": 30,
        "keep_processed_days": 400,
        "inbox_group": "",
        "report_template": None,
        "dagster_database": "",
    }
    assert Settings().read_limits == ReadingLimits()


@pytest.mark.parametrize(
    ("variable", "text", "value"),
    [
        ("CHISO_HOME", "/srv/chiso", Path("/srv/chiso")),
        ("CHISO_CATALOGUE", "elsewhere", Path("elsewhere")),
        ("CHISO_AS_OF", "2023-08-01", date(2023, 8, 1)),
        ("CHISO_LANG", "en", "en"),
        ("CHISO_READ_SECONDS", "7.5", 7.5),
        ("CHISO_READ_MEMORY_MB", "1024", 1024),
        ("chiso_lang", "en", "en"),
    ],
)
def test_a_variable_is_obeyed(monkeypatch, variable, text, value):
    monkeypatch.setenv(variable, text)
    settings = Settings()
    name = variable.lower().removeprefix("chiso_")
    assert getattr(settings, name) == value
    assert settings.model_dump(exclude={name}) == Settings.model_construct().model_dump(
        exclude={name}
    )


def test_a_group_of_the_machine_may_share_the_inbox(monkeypatch):
    group = grp.getgrgid(os.getgid()).gr_name
    monkeypatch.setenv("CHISO_INBOX_GROUP", group)
    assert Settings().inbox_group == group
    monkeypatch.setenv("CHISO_INBOX_GROUP", "no such group")
    with pytest.raises(ValidationError) as error:
        Settings()
    text = Settings.format_errors(error.value)
    assert text.startswith("CHISO_INBOX_GROUP: ")
    assert "«no such group»" in text


def test_what_is_given_wins_over_a_variable(monkeypatch):
    monkeypatch.setenv("CHISO_LANG", "en")
    assert Settings(lang="vi").lang == "vi"


@pytest.mark.parametrize(
    ("variable", "text"),
    [
        ("CHISO_AS_OF", "hôm qua"),
        ("CHISO_AS_OF", "31/12/2023"),
        ("CHISO_LANG", "fr"),
        ("CHISO_READ_SECONDS", "0"),
        ("CHISO_READ_SECONDS", "inf"),
        ("CHISO_READ_MEMORY_MB", "64"),
        ("CHISO_READ_MEMORY_MB", "nửa GB"),
    ],
)
def test_a_bad_value_says_which_setting_what_it_was_and_the_form(monkeypatch, variable, text):
    monkeypatch.setenv(variable, text)
    with pytest.raises(ValidationError) as caught:
        Settings()
    field = Settings.model_fields[variable.lower().removeprefix("chiso_")]
    vi, en = Declaration.find_in(field).form
    assert Settings.format_errors(caught.value) == (
        f"{variable}: «{text}» không dùng được, hãy ghi {vi} / «{text}» cannot be used, write {en}"
    )


@pytest.mark.parametrize("name", Settings.model_fields)
def test_an_empty_variable_is_not_set(monkeypatch, name):
    monkeypatch.setenv(f"CHISO_{name.upper()}", "")
    assert Settings() == Settings.model_construct()


@pytest.mark.parametrize(
    ("variable", "nearest_name"),
    [
        ("CHISO_CATALOG", "CHISO_CATALOGUE"),
        ("CHISO_AS_OFF", "CHISO_AS_OF"),
        ("chiso_langue", "CHISO_LANG"),
        ("CHISO_SECRET_MIAL", "CHISO_SECRET_MAIL"),
        ("CHISO_X", "CHISO_"),
    ],
)
def test_an_unknown_variable_names_the_nearest_and_no_value(
    monkeypatch, tmp_path, variable, nearest_name
):
    write_secrets(tmp_path)
    monkeypatch.setenv("CHISO_CATALOGUE", str(tmp_path))
    monkeypatch.setenv(variable, "bí-mật")
    with pytest.raises(SettingsError) as caught:
        Settings()
    assert str(caught.value).startswith(f"{variable}: không có biến này, gần nhất là ")
    assert f"the nearest is {nearest_name}" in str(caught.value)
    assert "bí-mật" not in str(caught.value)


def test_an_unknown_variable_that_is_empty_is_not_set(monkeypatch):
    monkeypatch.setenv("CHISO_AS_OFF", "")
    assert Settings() == Settings.model_construct()


@pytest.mark.parametrize("variable", ["CHISO_SECRET_MAIL", "CHISO_MAILBOX"])
def test_a_secret_that_the_catalogue_names_is_no_setting_and_no_fault(
    monkeypatch, tmp_path, variable
):
    monkeypatch.setenv(variable, "bí-mật")
    with pytest.raises(SettingsError):
        Settings()
    write_secrets(tmp_path)
    monkeypatch.setenv("CHISO_CATALOGUE", str(tmp_path))
    assert Settings().catalogue == tmp_path


def write_secrets(folder):
    """Write the two files of a catalogue that name secrets."""
    contact = "ict,,operator,json://x/${CHISO_SECRET_MAIL},vi,QĐ\n"
    (folder / "contacts.csv").write_text(contact, encoding="utf-8")
    source = "- source: mail\n  url: imaps://a@b/INBOX\n  secret: CHISO_MAILBOX\n"
    (folder / "sources.yaml").write_text(source, encoding="utf-8")


def test_the_page_of_settings_is_what_is_generated():
    page = (Path(__file__).parents[2] / "docs" / "settings.md").read_text(encoding="utf-8")
    assert page == render_settings_page(), "docs/settings.md is out of date: run `make docs`"


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_declared_whole_and_the_form_states_the_bounds(name):
    field = Settings.model_fields[name]
    declaration = Declaration.find_in(field)
    assert all((*declaration.meaning, *declaration.form))
    bounds = [getattr(note, kind, None) for note in field.metadata for kind in ("ge", "le")]
    for bound in filter(None, bounds):
        assert all(str(bound) in text for text in declaration.form)
    assert f"| `CHISO_{name.upper()}` | {declaration.meaning.vi} / " in render_settings_page()


def test_a_setting_that_does_not_exist_is_no_setting():
    with pytest.raises(ValidationError, match="hame"):
        Settings(hame="data")


def test_settings_do_not_change_under_a_run():
    with pytest.raises(ValidationError, match="frozen"):
        Settings().home = Path("elsewhere")


def test_the_day_is_the_one_set():
    assert Settings(as_of=date(2023, 8, 1)).choose_run_day(load_catalogue()) == date(2023, 8, 1)


def test_a_day_that_is_set_begins_where_the_programme_runs():
    begins = datetime(2023, 7, 31, 17, 0, tzinfo=UTC)
    assert Settings(as_of=date(2023, 8, 1)).choose_run_at(load_catalogue()) == begins


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (datetime(2023, 7, 31, 16, 59, tzinfo=UTC), date(2023, 7, 31)),
        (datetime(2023, 7, 31, 17, 0, tzinfo=UTC), date(2023, 8, 1)),
    ],
)
def test_unset_it_is_today_where_the_programme_runs(monkeypatch, now, day):
    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return now

    monkeypatch.setattr("pipelines.settings.datetime", Clock)
    assert Settings().choose_run_at(load_catalogue()) == now
    assert Settings().choose_run_day(load_catalogue()) == day
