"""An obstacle in lines: whose it is, the unit's words, and the hub's answer with its day."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from assets.outbox.obstacle_replies import Obstacle
from pipelines.messages.obstacle_messages import format_obstacle
from tests import spec

CATALOGUE = spec.catalogue()
SENT = datetime(2023, 6, 15, 2, tzinfo=UTC)
NEW = Obstacle(
    *("o1", "ward", "DK-DAPHUC", "2023-05", "obstacle", "thiếu người", SENT),
    *(0, None, None, None),
)
ANSWERED = replace(
    NEW,
    reply_count=2,
    reply="đã bố trí",
    replied_by="cán bộ",
    replied_at=datetime(2023, 8, 1, 18, tzinfo=UTC),
)


def lines(obstacle, lang="vi"):
    return list(format_obstacle(CATALOGUE, obstacle, lang))


def test_a_new_obstacle_is_the_words_of_a_unit():
    assert lines(NEW) == [
        "● mới: o1  Phường Đa Phúc · Báo cáo tháng của phường, Tháng 05/2023",
        "    Khó khăn: thiếu người",
    ]
    assert lines(replace(NEW, kind="proposal"), "en") == [
        "● new: o1  Da Phuc Ward · Monthly ward report, May 2023",
        "    Proposal: thiếu người",
    ]


def test_an_answer_has_its_author_and_its_local_day():
    assert lines(ANSWERED)[0].startswith("✔ đã trả lời: o1")
    assert lines(ANSWERED)[2:] == ["    Trả lời của cán bộ, ngày 02/08/2023: đã bố trí"]
    assert lines(ANSWERED, "en")[2:] == ["    Answer of cán bộ, 02/08/2023: đã bố trí"]


@pytest.mark.parametrize(
    ("dropped", "place"),
    [
        ({"unit": "DK-GONE"}, "DK-GONE · Monthly ward report, May 2023"),
        ({"form": "gone"}, "Da Phuc Ward · gone, May 2023"),
    ],
)
def test_what_the_catalogue_has_dropped_is_named_by_its_code(dropped, place):
    assert lines(replace(NEW, **dropped), "en")[0] == f"● new: o1  {place}"


def test_braces_in_the_words_of_a_unit_stay_as_they_are():
    assert lines(replace(NEW, text="thiếu {0} người"))[1] == "    Khó khăn: thiếu {0} người"
