"""Settings: a default that works for each, CHISO_ variables over it, and no bad value let in."""

import grp
import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pydantic import ValidationError

from assets.raw.reading_limits import ReadingLimits
from pipelines.settings import Settings
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
        "inbox_group": "",
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
def test_a_bad_value_says_which_setting_and_what_it_was(monkeypatch, variable, text):
    monkeypatch.setenv(variable, text)
    with pytest.raises(ValidationError) as caught:
        Settings()
    assert variable.lower().removeprefix("chiso_") in str(caught.value)
    assert text in str(caught.value)


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
