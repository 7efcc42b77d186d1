"""A publication that would shrink: the night stops with exit code 4, and each way out works.

Nights are dear: they follow each other, every fixture a copy of the home after one more of them.
"""

import functools
import os
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from pipelines.alerts import health_check
from tests.pipelines import nights
from tests.pipelines.alerts import servers
from tests.pipelines.alerts.addressed import catalogue_with, contact, mailbox
from tests.pipelines.nights import night
from tests.sent import new_home, schools, send
from warehouse.catalogue import load_catalogue
from warehouse.home import Home
from warehouse.store import Store

NOW = datetime(2023, 8, 1, tzinfo=UTC)


def surround(variables):
    os.environ.update(variables)


def copy_of(home, folder):
    return Home(shutil.copytree(home.root, folder / "home", symlinks=True))


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """Make a home with one published report."""
    nights.warm_up()
    home = new_home(tmp_path_factory.mktemp("published") / "home")
    send(home.inbox_folder / "tốt.xlsx", schools())
    assert night(home).code == 0
    return home


@dataclass(frozen=True)
class Stopped:
    """What a night without the register did, and whom it told."""

    home: Home
    ended: nights.Ended
    before: dict
    letters: list


@pytest.fixture(scope="module")
def stopped(published, tmp_path_factory):
    folder = tmp_path_factory.mktemp("stopped")
    home = copy_of(published, folder)
    home.register_file.unlink()
    before = nights.files(home.published_folder)
    with servers.mail() as mail:
        to = contact("ict", "", "operator", mailbox(mail.port, "ict"))
        catalogue = catalogue_with(folder / "catalogue", to)
        variables = {"CHISO_CATALOGUE": str(catalogue)}
        ended = night(home, functools.partial(surround, variables))
        return Stopped(home, ended, before, mail.take())


def test_the_night_stops_and_the_publication_stands(stopped):
    assert stopped.ended.code == 4
    assert "1 tệp của bản công bố hiện tại không có trong sổ đăng ký" in stopped.ended.output
    assert "--accept-fewer" in stopped.ended.output
    assert nights.files(stopped.home.published_folder) == stopped.before


def test_operators_are_told_what_can_be_done(stopped):
    (letter,) = stopped.letters
    text = letter.get_body(("plain",)).get_content()
    assert "- intake: MissingSubmissionsError" in text
    assert "chạy «chiso rebuild»" in text


def test_the_heartbeat_is_unwell(stopped):
    ills = health_check.check_health(stopped.home, load_catalogue(), NOW, 35).problem_keys
    assert {"fewer", "failed"} <= set(ills)


def test_the_register_put_back_mends_it(stopped, published, tmp_path):
    home = copy_of(stopped.home, tmp_path)
    shutil.copy2(published.register_file, home.register_file)
    ended = night(home)
    assert ended.code == 0
    assert "Không có gì mới" in ended.output
    assert health_check.check_health(home, load_catalogue(), NOW, 99_999).problem_keys == ()


def test_the_processed_files_put_back_make_no_second_register(stopped, tmp_path):
    home = copy_of(stopped.home, tmp_path)
    for path in home.processed_folder.iterdir():
        path.rename(home.inbox_folder / path.name)
    ended = night(home)
    assert ended.code == 1
    assert "chiso rebuild" in ended.output
    assert not home.register_file.exists()


def test_a_reason_is_accepted_and_recorded_and_the_archive_is_looked_through(stopped, tmp_path):
    home = copy_of(stopped.home, tmp_path)
    ended = night(home, arguments=("--accept-fewer", " mất đĩa, không có bản sao "))
    assert ended.code == 0
    assert "Đã nhận 0 tệp" in ended.output
    with Store(home.register_file, read_only=True) as register:
        rows = register.query_rows("SELECT reason FROM raw.accepted_losses")
    assert rows == [("mất đĩa, không có bản sao",)]
    with Store(home.snapshot_file, read_only=True) as store:
        assert store.query_rows("SELECT count(*) FROM core.submissions") == [(0,)]

    send(home.inbox_folder / "sửa.xlsx", schools(school_sessions=31))
    ended = night(home)
    assert ended.code == 0
    assert "archive/) có 1 tệp mà sổ đăng ký và inbox/ không biết" in ended.output


def test_a_reason_that_names_someone_is_refused_before_anything_runs(stopped, tmp_path):
    home = copy_of(stopped.home, tmp_path)
    before = nights.files(home.root)
    for reason in ("gọi 0912345678", " "):
        assert night(home, arguments=("--accept-fewer", reason)).code == 2
    assert nights.files(home.root) == before
