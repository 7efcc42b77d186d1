"""Nights on homes that lost a file of the archive, or whose folders are on another disk."""

import json
import os
import re
import shutil
import tempfile
from pathlib import Path

import pytest

from pipelines.alerts import direct
from tests.pipelines import nights
from tests.pipelines.alerts.addressed import operator_mail
from tests.pipelines.night_variables import NightVariables
from tests.sent import new_home, police, schools, send
from warehouse.home import Home

MEMORY = Path("/dev/shm")


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """Make a home after a night that sent a report back."""
    nights.warm_up()
    home = new_home(tmp_path_factory.mktemp("published") / "home")
    send(home.inbox_folder / "sai.xlsx", schools(schools_with_activity=99))
    assert nights.night(home).code == 0
    return home


@pytest.fixture
def home(published, tmp_path, monkeypatch):
    monkeypatch.setattr(direct, "ELSEWHERE", (tmp_path,))
    return Home(shutil.copytree(published.root, tmp_path / "home", symlinks=True))


@pytest.fixture
def mail(tmp_path, monkeypatch):
    """Run the mailbox of an operator whom the catalogue names."""
    with operator_mail(tmp_path / "catalogue") as boxes:
        monkeypatch.setenv("CHISO_CATALOGUE", str(tmp_path / "catalogue"))
        yield boxes


def read_texts(mail):
    return [letter.get_body(("plain",)).get_content() for letter in mail.take()]


def lose_archived_file():
    """Remove each file of the archive once it is registered."""
    from assets.definitions import publish_step

    return_reports = publish_step.return_reports

    def lose_first(home, *arguments, **options):
        for path in home.archive_folder.rglob("*.xlsx"):
            path.unlink()
        return return_reports(home, *arguments, **options)

    publish_step.return_reports = lose_first


class Loss(NightVariables):
    def __call__(self):
        super().__call__()
        lose_archived_file()


def test_a_report_whose_archived_file_is_gone_is_named_and_the_rest_goes_on(home, mail):
    catalogue = NightVariables(CHISO_CATALOGUE=os.environ["CHISO_CATALOGUE"])
    before = home.current_publication.resolve()
    send(home.inbox_folder / "BC T2.xlsx", police(violators=1))
    send(home.inbox_folder / "BC T1.xlsx", schools())
    ended = nights.night(home, Loss(catalogue))
    assert ended.code == 0
    assert "1 báo cáo chưa trả lại được vì tệp không còn trong archive/" in ended.output
    assert "BC T2.xlsx" in ended.output
    assert home.current_publication.resolve() != before
    assert any("Đặt lại tệp từ bản sao lưu: BC T2.xlsx" in text for text in read_texts(mail))
    count = len(list(home.returned_folder.glob("*.xlsx")))
    # Once the file is back, so is the report.
    shutil.copy(home.processed_folder / "BC T2.xlsx", archived_path(home, "BC T2.xlsx"))
    ended = nights.night(home, catalogue)
    assert "không còn trong archive/" not in ended.output
    assert len(list(home.returned_folder.glob("*.xlsx"))) == count + 1


def archived_path(home, name):
    """Return where the archive has a file, after its name in the register."""
    with nights.Store(home.register_file, read_only=True) as register:
        ((sha256,),) = register.query_rows(
            "SELECT sha256 FROM raw.submissions WHERE file_name = ?", [name]
        )
    return home.archive_folder / sha256[:2] / f"{sha256}.xlsx"


@pytest.fixture
def other_disk(tmp_path):
    """Yield a folder on another file system than the home."""
    if not MEMORY.is_dir() or MEMORY.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("this machine has one file system for temporary files and /dev/shm")
    folder = Path(tempfile.mkdtemp(dir=MEMORY))
    yield folder
    shutil.rmtree(folder)


@pytest.mark.parametrize("names", [("build", "inbox/processed"), ("published",)])
def test_a_night_publishes_though_its_folders_are_on_another_disk(home, other_disk, names):
    for name in names:
        moved_folder = other_disk / Path(name).name
        shutil.move(home.root / name, moved_folder)
        (home.root / name).symlink_to(moved_folder)
    before = home.current_publication.resolve()
    send(home.inbox_folder / "BC T1.xlsx", schools())
    ended = nights.night(home)
    assert ended.code == 0, ended.output
    assert home.current_publication.resolve() != before
    assert home.page_file.is_file()
    assert (home.processed_folder / "BC T1.xlsx").is_file()
    assert list(home.inbox_folder.glob("*.xlsx")) == []
    assert re.search(r"Đã nhận 1 tệp", ended.output)


def test_a_night_as_json_is_one_line_which_the_log_has_too(published, tmp_path):
    home = Home(shutil.copytree(published.root, tmp_path / "home", symlinks=True))
    ended = nights.night(home, arguments=["--log", "json"])
    assert ended.code == 0
    printed = json.loads(ended.output)
    lines = (home.logs_folder / "nights.log").read_text(encoding="utf-8").splitlines()
    logged = json.loads(lines[-1])
    assert printed["outcome"] == logged["outcome"] == "unchanged"
    assert printed.keys() == logged.keys()
    assert len(lines) == 2
