"""The list beside the publications: every page on disk by its day, for the office alone."""

import json
import re
import stat
from datetime import UTC, date, datetime

import pytest

from assets.published.page.publication_list import write_publication_list
from tests.spec import catalogue
from warehouse.home import PUBLICATION_LIST_FILE, Home


@pytest.fixture
def home(tmp_path):
    home = Home(tmp_path / "home")
    home.create_folders()
    publish(home, "bbb", 1, date(2023, 2, 18))
    publish(home, "aaa", 2, date(2023, 3, 10))
    home.current_publication.symlink_to("aaa")
    return home


def publish(home, name, number, day):
    office = home.published_folder / name / "office"
    office.mkdir(parents=True)
    (office / "index.html").write_text(name, encoding="utf-8")
    moment = datetime(day.year, day.month, day.day, 18, 30, tzinfo=UTC).isoformat()
    stated = {"publication": number, "published_at": moment}
    record = {"as_of": day.isoformat(), "publication": stated}
    (office / "publication.json").write_text(json.dumps(record), encoding="utf-8")


def read_list(home, lang="vi"):
    write_publication_list(home, catalogue(), lang)
    return (home.published_folder / PUBLICATION_LIST_FILE).read_text(encoding="utf-8")


def list_links(text):
    return re.findall(r'<a href="(.*?)">(.*?)</a> <span>(.*?)</span>', text)


def test_every_publication_is_listed_by_its_day_the_latest_first(home):
    links = list_links(read_list(home))
    assert links == [
        (
            "aaa/office/index.html",
            "Xem như ngày 10/03/2023",
            "lần công bố 2, 01:30 11/03/2023; đang dùng",
        ),
        ("bbb/office/index.html", "Xem như ngày 18/02/2023", "lần công bố 1, 01:30 19/02/2023"),
    ]
    assert all((home.published_folder / address).exists() for address, _, _ in links)
    assert "in force" in read_list(home, "en")


def test_the_same_publications_give_the_same_bytes_for_the_owner_alone(home):
    before = read_list(home)
    path = home.published_folder / PUBLICATION_LIST_FILE
    path.chmod(0o644)
    assert read_list(home) == before
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    names = {entry.name for entry in home.published_folder.iterdir()}
    assert names == {"aaa", "bbb", "current", "publications.html"}


def test_a_publication_without_a_sound_record_or_a_page_is_not_listed(home):
    (home.published_folder / "aaa/office/publication.json").write_text("", encoding="utf-8")
    (home.published_folder / "bbb/office/index.html").unlink()
    assert list_links(read_list(home)) == []
