"""A unit's note is offered as the explanation of the figure beside it, and can be taken as such."""

import pytest
from typer.testing import CliRunner

from assets.outbox.finding_events import record_events
from pipelines import cli
from tests import spec
from tests.sent import new_home
from warehouse.store import Store

SENT = """
submission | unit       | period  | found                                               | volunteers | online_posts | says
a          | DK-DAPHUC  | 2023-01 | W-RANGE-001 in volunteers, W-RANGE-001 in online_posts | 98      | 900          | note volunteers: có chiến dịch
"""  # noqa: E501 - drawn


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("CHISO_AS_OF", "2023-08-01")
    monkeypatch.setenv("COLUMNS", "300")
    home = new_home(tmp_path / "home")
    path = spec.rebuilt(SENT, home.root)
    with Store(home.register_file) as register:
        record_events(register, path)
    (home.published_folder / "one").mkdir()
    path.rename(home.published_folder / "one" / "warehouse.duckdb")
    home.current_publication.symlink_to("one")
    return home


def chiso(home, *arguments):
    return CliRunner().invoke(cli.app, ["findings", *arguments, "--home", str(home.root)])


def find_ids(home):
    with Store(home.snapshot_file, read_only=True) as store:
        return dict(store.query_rows("SELECT element, finding FROM marts.findings"))


def list_reasons(home):
    with Store(home.register_file) as register:
        return register.query_rows(
            "SELECT element, reason FROM raw.finding_events WHERE event = 'acknowledged'"
        )


def test_the_note_is_shown_with_its_finding_and_no_other(home):
    ids = find_ids(home)
    output = chiso(home, "show", ids["volunteers"]).output
    assert "Ghi chú của đơn vị: «có chiến dịch»" in output
    assert "ack … --note" in output
    assert "Ghi chú của đơn vị" not in chiso(home, "show", ids["online_posts"]).output


def test_the_note_is_taken_as_the_reason(home):
    ids = find_ids(home)
    until = ("--until", "2023-12-31")
    refused = chiso(home, "ack", ids["volunteers"], ids["online_posts"], "--note", *until)
    assert (refused.exit_code, list_reasons(home)) == (2, [])
    assert ids["online_posts"] in refused.stderr
    assert chiso(home, "ack", ids["volunteers"], "--note", *until).exit_code == 0
    assert list_reasons(home) == [("volunteers", "có chiến dịch")]


def test_neither_reason_nor_note_is_no_acknowledgement(home):
    refused = chiso(home, "ack", find_ids(home)["volunteers"], "--until", "2023-12-31")
    assert (refused.exit_code, list_reasons(home)) == (2, [])
