"""The queries of every page, and the Python of `docs/data.md`, run on a small warehouse."""

import os
import re
from pathlib import Path

import pytest

from tests.spec import drawn, publish_drawn
from warehouse import open_published

PAGE = Path("docs/data.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)
OTHER_QUERIES = [
    query
    for path in sorted(Path("docs").rglob("*.md"))
    if path.name != "data.md"
    for query in re.findall(r"```sql\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL)
]
NAMES = {"flow": "loudspeaker_broadcasts", "base": "establishment_workers"}
SENT = """
unit      | received         | period  | flow | base | workers_reached | found
DK-DAPHUC | 2023-01-15 08:00 | 2023-01 | 4    | 40   | 20              |
DK-DAPHUC | 2023-02-16 08:00 | 2023-01 | 9    | 40   | 30              |
DK-DAPHUC | 2023-06-15 08:00 | 2023-06 | 7    | 50   | 40 | W-RANGE-001 in workers_reached
"""
EMPTY = {9}
"""The place of the query that gives no row here: nothing was published before."""


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return publish_drawn(drawn(SENT, **NAMES), tmp_path_factory.mktemp("page") / "data")


@pytest.mark.parametrize("place", range(len(QUERIES)))
def test_each_query_gives_rows(home, place):
    with open_published(home.root) as published:
        rows = published.query_rows(QUERIES[place].rstrip().rstrip(";"))
    assert bool(rows) == (place not in EMPTY)


def test_the_queries_of_other_pages_run(home):
    assert len(OTHER_QUERIES) > 1
    with open_published(home.root) as published:
        for query in OTHER_QUERIES:
            published.query_rows(query.rstrip().rstrip(";"))


def test_there_are_ten_queries_after_that_of_the_wide_table():
    assert len(QUERIES) == 11


def test_the_python_runs(home):
    (code,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    before = Path.cwd()
    os.chdir(home.root.parent)
    try:
        scope = {}
        exec(code, scope)
    finally:
        os.chdir(before)
    assert {"KT04"} == set(scope["rates"].attrs["indicator"].split())
    assert len(scope["reported"]) == 6
    assert len(scope["late"]) == 0
