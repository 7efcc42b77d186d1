"""Dagster on PostgreSQL: the setting, the settings file, and what is said where nothing answers.

A database that answers is `tests/torture/test_dagster_on_postgresql.py`.
"""

import os
from pathlib import Path

import pytest
import yaml

from pipelines.alerts.run_history import read_history
from pipelines.dagster_database import (
    PASSWORD_VARIABLE,
    DagsterDatabaseError,
    DatabaseAddress,
    check_database,
    parse_setting,
)
from pipelines.examinations import examine_home
from pipelines.failures import explain_error, explain_text
from pipelines.instance import has_own_settings, prepare_instance, read_database
from pipelines.night_run import run_nightly_job
from pipelines.setting_faults import SettingsError
from pipelines.settings import Settings
from tests.pipelines.alerts.servers import free_port
from tests.sent import new_home

ROOT = Path(__file__).parents[2]
ADDRESS = "postgresql://chiso@may-chu:5433/dagster?sslmode=require"


@pytest.fixture(autouse=True)
def surroundings(monkeypatch):
    monkeypatch.setenv("DAGSTER_HOME", "elsewhere")
    monkeypatch.setenv(PASSWORD_VARIABLE, "mật@khẩu/1")


@pytest.fixture
def silent():
    """Return the address of a database that nobody serves."""
    return f"postgresql://chiso@127.0.0.1:{free_port()}/dagster"


def test_the_settings_file_states_the_database_and_never_the_password(tmp_path):
    prepare_instance(tmp_path, parse_setting(ADDRESS))
    text = (tmp_path / "dagster.yaml").read_text(encoding="utf-8")
    assert yaml.safe_load(text)["storage"] == {
        "postgres": {
            "postgres_db": {
                "username": "chiso",
                "password": {"env": "CHISO_SECRET_DAGSTER_DATABASE"},
                "hostname": "may-chu",
                "port": 5433,
                "db_name": "dagster",
                "scheme": "postgresql+psycopg2",
                "params": {"sslmode": "require"},
            }
        }
    }
    assert yaml.safe_load(text)["telemetry"] == {"enabled": False}
    assert os.environ[PASSWORD_VARIABLE] not in text
    assert read_database(tmp_path) == parse_setting(ADDRESS)
    assert has_own_settings(tmp_path)


def test_without_the_setting_nothing_changes(tmp_path):
    prepare_instance(tmp_path / "without", parse_setting(""))
    prepare_instance(tmp_path / "back", parse_setting(ADDRESS))
    prepare_instance(tmp_path / "back", parse_setting(""))
    for name in ("without", "back"):
        assert "storage" not in (tmp_path / name / "dagster.yaml").read_text(encoding="utf-8")
        assert read_database(tmp_path / name) is None


@pytest.mark.parametrize("content", ["", "storage: 1", "storage: [", "\x00", "- a"])
def test_a_settings_file_of_another_hand_names_no_database(tmp_path, content):
    (tmp_path / "dagster.yaml").write_text(content, encoding="utf-8")
    assert read_database(tmp_path) is None
    assert not has_own_settings(tmp_path)


def test_the_port_of_postgresql_is_understood():
    assert DatabaseAddress.parse("postgresql://a@b/c") == DatabaseAddress("a", "b", 5432, "c")


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://chiso:bí-mật@may-chu/dagster",
        "mysql://chiso@may-chu/bí-mật",
        "postgresql://chiso@may-chu:bí-mật/dagster",
        "postgresql://may-chu/dagster",
        "postgresql://chiso@may-chu",
        "postgresql:///dagster",
        "bí-mật",
    ],
)
def test_a_bad_address_states_the_form_and_never_the_value(monkeypatch, address):
    monkeypatch.setenv("CHISO_DAGSTER_DATABASE", address)
    with pytest.raises(SettingsError) as caught:
        Settings()
    assert str(caught.value).startswith("CHISO_DAGSTER_DATABASE: không dùng được, hãy ghi postgres")
    assert "bí-mật" not in str(caught.value)


def test_a_database_that_does_not_answer_is_one_sentence(silent):
    with pytest.raises(DagsterDatabaseError) as caught:
        check_database(parse_setting(silent))
    assert "không trả lời hoặc từ chối tài khoản" in caught.value.vi
    assert "does not answer or refuses the account" in caught.value.en
    assert os.environ[PASSWORD_VARIABLE] not in str(caught.value)


def test_a_missing_password_is_named(monkeypatch, silent):
    monkeypatch.delenv(PASSWORD_VARIABLE)
    with pytest.raises(DagsterDatabaseError, match=PASSWORD_VARIABLE):
        check_database(parse_setting(silent))


def test_a_missing_library_is_named(monkeypatch, silent):
    monkeypatch.setattr("pipelines.dagster_database._STORAGE_CLASS", "no_such_library")
    with pytest.raises(DagsterDatabaseError, match=r"requirements-postgres\.txt"):
        check_database(parse_setting(silent))


def test_a_database_lost_in_the_middle_of_a_night_is_the_same_sentence(tmp_path):
    text = 'connection to server at "127.0.0.1", port 5432 failed: Connection refused'
    cause = explain_text(f"(psycopg2.OperationalError) {text}", tmp_path)
    assert cause.vi.startswith("Cơ sở dữ liệu PostgreSQL của Dagster (CHISO_DAGSTER_DATABASE)")
    assert explain_error(RuntimeError("connection to a source failed"), tmp_path) is None


def test_doctor_and_heartbeat_say_that_the_database_is_silent(tmp_path, monkeypatch, silent):
    home = new_home(tmp_path / "home")
    monkeypatch.setenv("CHISO_DAGSTER_DATABASE", silent)
    by_subject = {one.subject: one for one in examine_home(home, Settings())}
    assert by_subject["database"].state == "fault"
    assert "không trả lời" in by_subject["database"].remedy.vi
    prepare_instance(home.dagster_folder, parse_setting(silent))
    history = read_history(home)
    assert not history.is_readable
    assert "không trả lời" in history.fault.vi


def test_a_silent_database_stops_the_night_before_anything(tmp_path, monkeypatch, silent):
    home = new_home(tmp_path / "home")
    monkeypatch.setenv("CHISO_DAGSTER_DATABASE", silent)
    night = run_nightly_job(Settings(home=home.root))
    assert not night.has_succeeded
    assert "không trả lời" in night.faults[0].cause.vi
    assert not home.published_folder.joinpath("current").exists()
    assert "không trả lời" in (home.root / "logs" / "nights.log").read_text(encoding="utf-8")


def test_the_lock_of_the_extra_is_the_lock_and_two_libraries():
    def read_locked(name):
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        return {line.split("==")[0] for line in lines if "==" in line}

    extra = read_locked("requirements-postgres.txt") - read_locked("requirements.txt")
    assert extra == {"dagster-postgres", "psycopg2-binary"}
