"""Obstacles by unit and period, with the hub's latest answer."""

from datetime import UTC, datetime

from assets.outbox.obstacle_replies import ObstacleReply, record_reply
from assets.rebuild import rebuild_warehouse
from tests.spec import AFTER_ALL, catalogue, moment, register
from warehouse.forms.remark import Remark, build_obstacle_id
from warehouse.home import Home
from warehouse.store import Store

SENT = """
submission | unit       | period  | says
a1         | DK-DAPHUC  | 2023-01 | obstacle: thiếu người; obstacle: thiếu người; proposal: thêm; note volunteers: x
b1         | DK-HUNGDAO | 2023-01 | obstacle: thiếu người
"""  # noqa: E501 - drawn
ANSWERED_AT = datetime(2023, 2, 1, tzinfo=UTC)


def id_of(unit, kind, text):
    return build_obstacle_id("ward", unit, "2023-01", Remark(kind, None, "E1", text))


def test_an_obstacle_has_its_state_and_its_latest_answer(tmp_path):
    home = Home(tmp_path)
    register(SENT, home.register_file)
    answered = id_of("DK-DAPHUC", "obstacle", "thiếu người")
    with Store(home.register_file) as store:
        for reply in ("đang xem", "đã bố trí"):
            record_reply(store, answered, ObstacleReply(reply, "cán bộ tổng hợp", ANSWERED_AT))
    target = tmp_path / "warehouse.duckdb"
    rebuild_warehouse(home, catalogue(), moment(AFTER_ALL), target)
    with Store(target, read_only=True) as store:
        rows = store.query_rows(
            "SELECT unit, period, kind, text, obstacle, state, reply, replied_by, replied_at "
            "FROM core.obstacles ORDER BY ALL"
        )
    proposal = id_of("DK-DAPHUC", "proposal", "thêm")
    other = id_of("DK-HUNGDAO", "obstacle", "thiếu người")
    answer = ("answered", "đã bố trí", "cán bộ tổng hợp", ANSWERED_AT)
    new = ("new", None, None, None)
    assert rows == [
        ("DK-DAPHUC", "2023-01", "obstacle", "thiếu người", answered, *answer),
        ("DK-DAPHUC", "2023-01", "proposal", "thêm", proposal, *new),
        ("DK-HUNGDAO", "2023-01", "obstacle", "thiếu người", other, *new),
    ]
