"""A night over an inbox where other things lie than files: told in words, left alone."""

import os

import pytest

from tests.pipelines import nights
from warehouse.home import Home


@pytest.fixture(scope="module")
def odd_night(tmp_path_factory):
    nights.warm_up()
    home = Home(tmp_path_factory.mktemp("odd") / "home")
    home.create_folders()
    (home.inbox_folder / "BC T2.xlsx").symlink_to("/etc/hostname")
    (home.inbox_folder / "a\u202e\x1b[31m\nb.xlsx").mkdir()
    os.mkfifo(home.inbox_folder / "T3 [bold].xlsx")
    return home, nights.night(home)


def test_the_night_says_how_many_there_are_and_which(odd_night):
    _, ended = odd_night
    assert ended.code == 0
    introduction = "3 mục trong hộp nhận không phải tệp thường, để nguyên: "
    names = "BC T2.xlsx, T3 […].xlsx, "  # the allow list passes no other word
    assert "Đã nhận 0 tệp" in ended.output
    # The console may break a line anywhere.
    assert "".join((introduction + names).split()) in "".join(ended.output.split())
    assert "\x1b" not in ended.output
    assert "\u202e" not in ended.output


def test_they_lie_where_they_lay(odd_night):
    home, _ = odd_night
    assert len(list(home.inbox_folder.iterdir())) == 4
    assert list(home.archive_folder.rglob("*.*")) == []
