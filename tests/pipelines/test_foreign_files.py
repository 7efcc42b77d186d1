"""Files of another account in the home: a sentence, an exit code, and the operator hears of it.

Root may read and write everything: the nights run here as root without that right.
"""

import ctypes
import functools
import os
import shutil
from pathlib import Path

import pytest

from tests.pipelines import nights
from tests.pipelines.alerts.addressed import operator_mail
from tests.pipelines.nights import night
from tests.sampling import draw_sample
from tests.sent import schools, send
from warehouse.home import Home
from warehouse.store import Store

pytestmark = [
    pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file to another account"),
]

STRANGER = 65534
PLACES = [
    *(("lock", 0o644), ("", 0o755), ("inbox", 0o755), ("inbox", 0o700)),
    ("register.duckdb", 0o644),
]
CHOWN, DAC_OVERRIDE, DAC_READ_SEARCH, FOWNER = range(4)
CAPABILITIES_VERSION, BOUNDING_SET_DROP = 0x20080522, 24


def drop_rights(variables):
    """Take from this process and its children the rights of root over the files of others."""
    library = ctypes.CDLL(None, use_errno=True)
    lost = (CHOWN, DAC_OVERRIDE, DAC_READ_SEARCH, FOWNER)
    for capability in lost:  # of processes that are started later
        assert library.prctl(BOUNDING_SET_DROP, capability, 0, 0, 0) == 0
    header = (ctypes.c_uint32 * 2)(CAPABILITIES_VERSION, 0)
    sets = (ctypes.c_uint32 * 6)()
    assert library.capget(header, sets) == 0
    for place in (0, 1, 2):  # effective, permitted and inheritable
        sets[place] &= ~sum(1 << capability for capability in lost)
    assert library.capset(header, sets) == 0
    os.environ.update(variables)


def give_away(path, mode):
    path.chmod(mode)
    os.chown(path, STRANGER, STRANGER)


@pytest.fixture(scope="module")
def well(tmp_path_factory):
    """Make a home after a night that published."""
    return nights.publish_once(tmp_path_factory.mktemp("well") / "home")


@pytest.fixture
def home(well, tmp_path):
    home = Home(shutil.copytree(well.root, tmp_path / "home", symlinks=True))
    send(home.inbox_folder / "sửa.xlsx", schools(school_sessions=31))
    return home


@pytest.fixture
def mail(tmp_path):
    """Run the mailbox of an operator whom the catalogue names."""
    with operator_mail(tmp_path / "catalogue") as boxes:
        boxes.folder = tmp_path / "catalogue"
        yield boxes


def poor_night(home, mail):
    """Run a night without the rights of root; return how it ended, and the texts sent."""
    ended = night(home, functools.partial(drop_rights, {"CHISO_CATALOGUE": str(mail.folder)}))
    assert "Traceback" not in ended.output
    return ended, [m.get_body(("plain",)).get_content() for m in mail.take()]


@pytest.mark.parametrize(("place", "mode"), PLACES)
def test_what_belongs_to_another_account_is_named_and_an_operator_hears_of_it(
    home, mail, place, mode
):
    give_away(home.root / place, mode)
    before = nights.files(home.published_folder)
    ended, texts = poor_night(home, mail)
    assert ended.code == 1
    path = home.root / place
    assert f"Không ghi được vào {path}" in ended.output
    assert "kiểm tra quyền" in ended.output
    assert len(texts) == 1
    assert f"Không ghi được vào {path}" in texts[0]
    assert nights.files(home.published_folder) == before


@pytest.mark.parametrize(("place", "mode"), draw_sample(PLACES, 1))
def test_once_it_is_given_back_the_next_night_publishes_the_report(home, mail, place, mode):
    """The first night may have read it, and failed when the file was to be moved away."""
    give_away(home.root / place, mode)
    assert poor_night(home, mail)[0].code == 1
    os.chown(home.root / place, 0, 0)
    ended = night(home)
    assert (ended.code, "Đã nhận 1 tệp" in ended.output) == (0, True)
    assert not list(home.inbox_folder.glob("*.xlsx"))
    with Store(home.snapshot_file, read_only=True) as published:
        accepted = published.query_rows("SELECT file_name FROM core.submissions WHERE is_accepted")
    assert accepted.count(("sửa.xlsx",)) == 1


def test_a_file_that_cannot_be_read_is_named_and_stays(home, mail):
    give_away(home.inbox_folder / "sửa.xlsx", 0o600)
    send(home.inbox_folder / "khác.xlsx", schools(school_sessions=32))
    ended, texts = poor_night(home, mail)
    assert ended.code == 0
    assert "Đã nhận 1 tệp, 1 báo cáo mới" in ended.output
    assert "sửa.xlsx" in ended.output
    assert Path(home.inbox_folder / "sửa.xlsx").exists()
    assert not Path(home.inbox_folder / "khác.xlsx").exists()
    assert any("sửa.xlsx" in text for text in texts)
