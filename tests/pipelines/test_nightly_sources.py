"""A night whose reports come by mail: from the attachment to the published value.

The mail server is a real one on this machine; nights follow each other, and at the last it is down.
"""

import os
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime

import dagster as dg
import pytest

from pipelines.alerts import health_check
from tests.pipelines import nights
from tests.pipelines.alerts import servers as alert_servers
from tests.pipelines.alerts.addressed import catalogue_with, contact
from tests.raw.connectors import servers
from tests.raw.connectors.letters import attached, bare, letter, mail
from tests.sent import SCHOOLS, schools, send
from warehouse.catalogue import DEFAULT_CATALOGUE, load_catalogue
from warehouse.forms.file_names import MASKED_NAME
from warehouse.home import Home
from warehouse.store import Store

RECEIVED = datetime(2023, 6, 16, 17, 30, tzinfo=UTC)
"""Half an hour after the due day has ended in Hải Phòng."""
NAME = "Báo cáo 6 tháng đầu năm 2023.xlsx"


@dataclass(frozen=True)
class Among:
    """The environment in which a night runs."""

    variables: tuple[tuple[str, str], ...]

    def __call__(self):
        os.environ |= dict(self.variables)


@pytest.fixture(scope="module")
def followed(tmp_path_factory):
    """Make a home after a night with mail, one without new mail, and one without a server."""
    nights.warm_up()
    folder = tmp_path_factory.mktemp("mail")
    home = Home(folder / "home")
    send(folder / "report.xlsx", schools())
    catalogue = shutil.copytree(DEFAULT_CATALOGUE, folder / "catalogue")
    with servers.mail_server(folder) as server:
        logo = attached(b"PNG", bare("logo.png"), "image/png", "inline")
        report = (folder / "report.xlsx").read_bytes()
        server.deliver(letter((NAME, report), message_id="<báo@x>"), RECEIVED)
        server.deliver(mail(logo), RECEIVED)
        stated = f"- source: hop_thu\n  url: {server.url}\n  secret: MAIL_PASSWORD\n"
        (catalogue / "sources.yaml").write_text(stated, encoding="utf-8")
        among = Among(
            (
                ("CHISO_CATALOGUE", str(catalogue)),
                ("MAIL_PASSWORD", servers.PASSWORD),
                ("SSL_CERT_FILE", str(server.certificate)),
            )
        )
        before = server.state()
        ended = [nights.night(home, among), nights.night(home, among)]
        assert server.state() == before
    ended.append(nights.night(home, among))
    return home, ended


def ask(home, sql):
    with Store(home.snapshot_file, read_only=True) as store:
        return store.query_rows(sql)


def test_a_report_sent_by_mail_is_accepted_as_of_when_the_mail_came(followed):
    home, ended = followed
    assert ended[0].code == 0, ended[0].output
    ((name, received, decision),) = ask(
        home, "SELECT file_name, received_at, decision FROM core.submissions"
    )
    assert (name, received.astimezone(UTC), decision) == (NAME, RECEIVED, "accepted")
    observed = ask(home, "SELECT element, value FROM core.observations WHERE form = 'education'")
    assert dict(observed) == SCHOOLS
    assert ask(home, "SELECT on_time, days_late FROM marts.reporting_rates WHERE accepted") == [
        (False, 1)
    ]


def test_each_night_says_what_came_and_what_could_not(followed):
    first, second, third = (ended.output for ended in followed[1])
    assert "Từ các nguồn: lấy 1 tệp; bỏ qua 1 ảnh hay chữ ký trong thư, 0 thư" in first
    assert "Đã nhận 1 tệp, 1 báo cáo mới" in first
    assert "nguồn" not in second.lower()
    assert "Không có gì mới" in second
    assert "Nguồn hop_thu: chưa lấy được (số lỗi: 1), lượt sau thử lại / source hop_thu" in third
    assert [ended.code for ended in followed[1]] == [0, 0, 0]


def test_the_register_keeps_where_a_file_came_from(followed):
    with Store(followed[0].register_file, read_only=True) as register:
        rows = register.query_rows(
            "SELECT source, message_id, d.file_name, outcome, submission IS NOT NULL "
            "FROM raw.deliveries AS d LEFT JOIN raw.submissions USING (sha256) ORDER BY outcome"
        )
    assert rows == [
        ("hop_thu", "<báo@x>", NAME, "fetched", True),
        ("hop_thu", "<1@ubnd.example>", f"{MASKED_NAME}.png", "inline", False),
    ]


def test_nothing_that_a_source_says_stands_in_the_log_of_a_run(followed, monkeypatch):
    monkeypatch.setenv("DAGSTER_HOME", str(followed[0].dagster_folder))
    with dg.DagsterInstance.get() as instance:
        runs = [run.run_id for run in instance.get_runs()]
        entries = [entry for run in runs for entry in instance.all_logs(run)]
        logged = [entry.user_message for entry in entries if entry.dagster_event is None]
        deliveries = instance.fetch_materializations(dg.AssetKey(["raw", "deliveries"]), limit=1)
    assert len(runs) == 3
    assert [message for message in logged if "hop_thu" in message] == []
    assert [message.count("raw.deliveries") for message in logged] == [2]
    (source_message,) = deliveries.records[0].asset_materialization.metadata["told"].value
    assert source_message.startswith("Nguồn hop_thu: chưa lấy được")


@pytest.fixture(scope="module")
def unreached(tmp_path_factory):
    """Return a home after three nights in which a source did not answer, and how it was."""
    folder = tmp_path_factory.mktemp("unreached")
    home = Home(folder / "home")
    operator = contact("ict", "", "operator", f"json://127.0.0.1:{alert_servers.free_port()}/")
    catalogue = catalogue_with(folder / "catalogue", operator)
    stated = f"- source: o_chung\n  url: file://{folder}/absent\n"
    (catalogue / "sources.yaml").write_text(stated, encoding="utf-8")
    history = []
    for day in ("2023-08-01", "2023-08-02", "2023-08-02", "2023-08-03"):
        among = Among((("CHISO_CATALOGUE", str(catalogue)), ("CHISO_AS_OF", day)))
        assert nights.night(home, among).code == 0
        now = datetime.fromisoformat(f"{day}T09:00:00+07:00")
        history.append((home_health(home, catalogue, now), count_notices(home)))
    return home, catalogue, history


def home_health(home, catalogue, now):
    return health_check.check_health(home, load_catalogue(catalogue), now, 99_999).problem_keys


def count_notices(home):
    with Store(home.register_file, read_only=True) as register:
        if not register.query_rows("FROM duckdb_tables() WHERE table_name = 'notices'"):
            return 0
        return register.query_rows("SELECT count(*) FROM raw.notices")[0][0]


def test_after_three_nights_without_an_answer_somebody_hears_it(unreached):
    _, _, history = unreached
    assert [("unreached" in keys, notices) for keys, notices in history] == [
        (False, 0),
        (False, 0),
        (False, 0),
        (True, 1),
    ]


def test_the_notice_names_the_source_and_no_secret(unreached):
    home, _, _ = unreached
    with Store(home.register_file, read_only=True) as register:
        ((body,),) = register.query_rows("SELECT body FROM raw.notices")
    assert body.startswith("✘ Nguồn không trả lời 3 đêm liền hoặc hơn: o_chung.")


def test_a_source_that_answers_again_is_well(unreached):
    home, catalogue, _ = unreached
    (catalogue.parent / "absent").mkdir()
    among = Among((("CHISO_CATALOGUE", str(catalogue)), ("CHISO_AS_OF", "2023-08-04")))
    assert nights.night(home, among).code == 0
    now = datetime.fromisoformat("2023-08-04T09:00:00+07:00")
    assert "unreached" not in home_health(home, catalogue, now)
    assert count_notices(home) == 1
