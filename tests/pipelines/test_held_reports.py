"""A forged report, from the mail server to the page: it waits until the officer has decided.

The mail server is a real one on this machine; nights follow each other, one is killed.
"""

import os
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from typer.testing import CliRunner

from pipelines.cli import app
from tests.pipelines import nights
from tests.raw.connectors import servers
from tests.raw.connectors.letters import letter
from tests.sent import LARGER_POLICE, police, send
from warehouse.catalogue import DEFAULT_CATALOGUE
from warehouse.home import Home
from warehouse.store import Store

GENUINE = datetime(2023, 5, 16, 2, tzinfo=UTC)
FORGED = datetime(2023, 6, 20, 2, tzinfo=UTC)
SENDER = "tuyen@ubnd.example"
"""The address in From of every letter of the tests, whoever wrote it."""
SENDERS = f"""\
sender,source,address,units,authentication,public_keys,signature,basis
cong_an,hop_thu,{SENDER},DK-CA,,,,CV 12
"""


@dataclass(frozen=True)
class Among:
    """The environment in which a night runs, and what befalls the night."""

    variables: tuple[tuple[str, str], ...]
    happening: nights.Happening = int

    def __call__(self):
        os.environ |= dict(self.variables)
        self.happening()


def mail_with(result, *files):
    header = f"Authentication-Results: mx.example; dmarc={result} header.from=ubnd.example\r\n"
    return header.encode() + letter(*files)


@dataclass(frozen=True)
class Story:
    """A home after the genuine report, the forged one, and the officer's acceptance."""

    home: Home
    outputs: dict
    figures: dict
    times: dict
    commands: dict


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    nights.warm_up()
    folder = tmp_path_factory.mktemp("forged")
    home, chapters = Home(folder / "home"), Story(Home(folder / "home"), {}, {}, {}, {})
    catalogue = shutil.copytree(DEFAULT_CATALOGUE, folder / "catalogue")
    (catalogue / "senders.csv").write_text(SENDERS, encoding="utf-8")
    send(folder / "genuine.xlsx", police())
    send(folder / "forged.xlsx", police(**LARGER_POLICE))
    with servers.mail_server(folder) as server:
        source = f"- source: hop_thu\n  url: {server.url}\n  secret: MAIL_PASSWORD\n"
        text = f"{source}  authserv_id: mx.example\n"
        (catalogue / "sources.yaml").write_text(text, encoding="utf-8")
        variables = (
            ("CHISO_CATALOGUE", str(catalogue)),
            ("MAIL_PASSWORD", servers.PASSWORD),
            ("SSL_CERT_FILE", str(server.certificate)),
        )
        runner = CliRunner(env=dict(variables) | nights.SETTINGS | {"COLUMNS": "300"})

        def run_night(name, happening=int):
            ended = nights.night(home, Among(variables, happening))
            chapters.outputs[name] = ended
            chapters.figures[name] = read_violators(home)
            chapters.times[name] = read_times(home)

        def command(name, *arguments):
            chapters.commands[name] = runner.invoke(app, [*arguments, "--home", str(home.root)])
            return chapters.commands[name]

        content = (folder / "genuine.xlsx").read_bytes()
        server.deliver(mail_with("pass", ("Báo cáo T5.xlsx", content)), GENUINE)
        run_night("genuine")
        content = (folder / "forged.xlsx").read_bytes()
        server.deliver(mail_with("fail", ("Báo cáo T5.xlsx", content)), FORGED)
        run_night("killed", nights.At("assets.raw.inbox:move_to_processed"))
        run_night("forged")
        listed = command("list", "held", "list").output
        report_id = listed.partition(": ")[2].split()[0]
        command("board", "board", "--form", "police", "--year", "2023")
        command("nobody", "held", "accept", "ffff", "--reason", "đã gọi")
        command("personal", "held", "accept", report_id, "--reason", "gọi 0912345678")
        command("accept", "held", "accept", report_id[:12], "--reason", "đã gọi lại công an quận")
        command("twice", "held", "accept", report_id, "--reason", "đã gọi lại")
        run_night("accepted")
        command("reject", "held", "reject", report_id, "--reason", "nhầm, số này là giả")
        command("list after", "held", "list", "--lang", "en")
        run_night("rejected")
        run_night("quiet")
    return chapters


def read_violators(home):
    """Return DT04 of May 2023 in the published warehouse, if there is one."""
    if not home.snapshot_file.exists():
        return None
    with Store(home.snapshot_file, read_only=True) as store:
        rows = store.query_rows(
            "SELECT value FROM marts.indicator_values "
            "WHERE indicator = 'DT04' AND unit = 'DK' AND period = '2023-05'"
        )
    return rows[0][0]


def read_times(home):
    """Return the decision and the time of receipt of every report."""
    with Store(home.snapshot_file, read_only=True) as store:
        return store.query_rows(
            "SELECT decision, received_at::VARCHAR FROM core.submissions ORDER BY received_at"
        )


def test_the_genuine_report_counts_at_once(story):
    assert story.outputs["genuine"].code == 0
    assert "Chờ cán bộ" not in story.outputs["genuine"].output
    assert story.figures["genuine"] == 56


def test_the_forged_one_waits_and_the_night_says_so(story):
    assert story.outputs["killed"].code == -9
    assert story.outputs["forged"].code == 0
    assert "Chờ cán bộ quyết định: 1 báo cáo" in story.outputs["forged"].output
    assert story.figures["forged"] == 56
    assert [decision for decision, _ in story.times["forged"]] == ["accepted", "waiting"]


def test_the_bytes_lie_in_the_archive_and_nothing_went_back(story):
    assert len(list(story.home.archive_folder.rglob("*.xlsx"))) == 2
    assert not list(story.home.returned_folder.glob("*.xlsx"))


def test_the_officer_is_shown_who_why_and_what(story):
    output = " ".join(story.commands["list"].output.split())
    assert "⏸ chờ quyết định" in output
    assert "Công an quận Dương Kinh" in output
    assert f"Từ hop_thu/{SENDER} (không xác nhận được), nhận 20/06/2023 09:00" in output
    reasons = "có số đổi quá 50 % và quá 10; máy chủ thư không xác nhận được người gửi"
    assert f"Vì {reasons}" in output
    assert "ô D23: 56 → 140" in output


def test_the_board_marks_the_report(story):
    assert "✔⏸" in story.commands["board"].output, story.commands["board"].output
    assert "⏸ có báo cáo chờ quyết định" in story.commands["board"].output


def test_only_a_held_report_and_a_harmless_reason_are_taken(story):
    assert story.commands["nobody"].exit_code == 2
    assert story.commands["personal"].exit_code == 2
    assert story.commands["twice"].exit_code == 2


def test_accepted_it_counts_the_next_night_as_of_the_time_it_came(story):
    assert story.commands["accept"].exit_code == 0
    assert story.outputs["accepted"].code == 0
    assert story.figures["accepted"] == 140
    assert [d for d, _ in story.times["accepted"]] == ["accepted", "accepted"]
    assert [t for _, t in story.times["accepted"]] == [t for _, t in story.times["forged"]]


def test_a_later_rejection_brings_the_earlier_report_back(story):
    assert story.commands["reject"].exit_code == 0
    assert "✘ rejected" in story.commands["list after"].output
    assert story.figures["rejected"] == 56
    assert "Không có gì mới" in story.outputs["quiet"].output


def test_who_when_and_why_stay_in_the_register(story):
    with Store(story.home.register_file, read_only=True) as register:
        rows = register.query_rows(
            "SELECT verdict, reason, decided_by <> '', decided_at IS NOT NULL "
            "FROM raw.hold_decisions ORDER BY sequence"
        )
        assert rows == [
            ("accepted", "đã gọi lại công an quận", True, True),
            ("rejected", "nhầm, số này là giả", True, True),
        ]
        assert register.query_rows("SELECT count(*) FROM raw.submissions") == [(2,)]
        assert register.query_rows("SELECT count(*) FROM raw.holds") == [(2,)]
