"""Marks of notices sent directly: those of more than a month are deleted, and nothing else."""

import os
from datetime import UTC, datetime, timedelta

import pytest

from pipelines.alerts import direct, operators
from pipelines.alerts.direct import delete_old_marks
from pipelines.alerts.health import Health
from pipelines.alerts.run_history import RunHistory
from warehouse.catalogue import load_catalogue
from warehouse.home import Home

NOW = datetime(2023, 8, 1, 7, tzinfo=UTC)


@pytest.fixture
def home(tmp_path, monkeypatch):
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.setattr(direct, "ELSEWHERE", (tmp_path / "elsewhere", tmp_path / "missing"))
    home = Home(tmp_path / "home")
    home.create_folders()
    return home


def leave(folder, name, days):
    path = folder / name
    path.touch()
    moment = (NOW - timedelta(days=days)).timestamp()
    os.utime(path, (moment, moment))
    return path


def test_old_marks_are_deleted_in_the_home_and_elsewhere(home):
    folders = (home.root, *direct.ELSEWHERE[:1])
    old = [leave(folder, ".chiso-notified-0123456789abcdef", days=31) for folder in folders]
    others = [
        leave(home.root, ".chiso-notified-fedcba9876543210", days=29),
        leave(home.root, ".chiso-something-else", days=400),
        leave(home.root, "register.duckdb", days=400),
    ]
    delete_old_marks(home, NOW)
    assert not any(path.exists() for path in old)
    assert all(path.exists() for path in others)


def test_a_mark_of_another_user_is_left_alone(home, monkeypatch):
    mark = leave(home.root, ".chiso-notified-0123456789abcdef", days=31)
    owner = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: owner + 1)
    delete_old_marks(home, NOW)
    assert mark.exists()


def test_every_heartbeat_deletes_them_also_where_nobody_is_notified(home):
    mark = leave(home.root, ".chiso-notified-0123456789abcdef", days=31)
    health = Health(NOW, "UTC", RunHistory(), False, None, 35)
    operators.notify_health(home, load_catalogue(), health, NOW)
    assert not mark.exists()
