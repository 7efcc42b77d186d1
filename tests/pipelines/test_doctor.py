"""`chiso doctor` and `chiso status`: what ails a home, with its remedy, and how things stand."""

import grp
import json
import shutil
from collections import namedtuple
from datetime import UTC, datetime, timedelta

import pytest
from typer.testing import CliRunner

from assets.published.report import pdf_report
from pipelines import cli, examinations, surroundings
from pipelines.alerts import night_log
from tests.pipelines import nights
from tests.pipelines.alerts import servers
from tests.pipelines.alerts.addressed import catalogue_with, contact, mailbox
from tests.sent import schools, send
from warehouse.catalogue import load_catalogue
from warehouse.home import Home
from warehouse.home_identity import PROGRAM_VERSION
from warehouse.rights import mend_rights

Usage = namedtuple("Usage", ("total", "used", "free"))


@pytest.fixture(scope="module")
def well(tmp_path_factory):
    """Make a home after a night that published."""
    return nights.publish_once(tmp_path_factory.mktemp("well") / "home")


@pytest.fixture
def home(well, tmp_path, monkeypatch):
    for name in ("CHISO_HOME", "CHISO_AS_OF", "CHISO_LANG"):
        monkeypatch.delenv(name, raising=False)
    operator = contact("ict", "", "operator", "json://127.0.0.1:9/")
    monkeypatch.setenv("CHISO_CATALOGUE", str(catalogue_with(tmp_path / "catalogue", operator)))
    monkeypatch.setenv("CHISO_QUIET_DAYS", "3660")
    return Home(shutil.copytree(well.root, tmp_path / "home", symlinks=True))


def run(command, home, *options):
    result = CliRunner().invoke(
        cli.app, [command, "--home", str(home.root), *options], catch_exceptions=False
    )
    return result.exit_code, result.output


def find_states(home):
    code, output = run("doctor", home, "--json")
    records = json.loads(output)
    return code, {record["subject"]: record for record in records}


def test_an_inbox_that_is_not_open_to_its_group_is_a_fault_until_a_night_opened_it(
    home, monkeypatch
):
    group = grp.getgrgid(home.inbox_folder.stat().st_gid).gr_name
    monkeypatch.setenv("CHISO_INBOX_GROUP", group)
    code, states = find_states(home)
    assert (code, states["folders"]["state"]) == (1, "fault")
    assert str(home.inbox_folder) in states["folders"]["fact"]
    mend_rights(home, group)
    assert find_states(home)[0] == 0


def test_a_home_that_is_well_has_no_fault(home):
    code, states = find_states(home)
    assert code == 0
    assert {s for s, record in states.items() if record["state"] != "well"} == {"schedule"}
    assert set(states) == {
        "versions",
        "archive",
        "folders",
        "disk",
        "day",
        "schedule",
        "fonts",
        "catalogue",
        "recipients",
        "nights",
    }


def test_each_line_that_is_not_well_has_its_remedy(home):
    with home.ui_locked():
        assert find_states(home)[1]["schedule"]["state"] == "well"
    _, output = run("doctor", home, "--lang", "en")
    (line,) = [line for line in output.splitlines() if line.startswith("! ")]
    assert line == (
        "! schedule: `chiso ui` is not running → open `chiso ui`, or let cron or "
        "deploy/chiso-nightly.timer run `chiso nightly`; this line is gone after 3 nights"
    )


def log_nights(home, *hours_ago):
    home.logs_folder.joinpath("nights.log").unlink()
    for hours in hours_ago:
        ended_at = datetime.now(UTC) - timedelta(hours=hours)
        night_log.append_night(home, {"ended_at": ended_at.isoformat()})


@pytest.mark.parametrize(
    ("hours_ago", "state"),
    [
        ((1, 25, 49), "well"),
        ((73, 49, 25, 1), "well"),
        ((1, 2, 3), "warning"),
        ((1, 49), "warning"),
        ((30, 54, 78), "warning"),
        ((), "warning"),
    ],
)
def test_nights_by_a_timer_are_a_schedule(home, hours_ago, state):
    log_nights(home, *hours_ago)
    with (home.logs_folder / "nights.log").open("a", encoding="utf-8") as file:
        file.write('{"torn\n')
    assert surroundings.examine_schedule(home).state == state


def test_fonts_are_needed_for_the_pdf_and_not_for_a_night(monkeypatch, tmp_path):
    monkeypatch.setattr(pdf_report, "FONT_FOLDER", tmp_path)
    examination = surroundings.examine_fonts()
    assert examination.state == "warning"
    assert "fonts-liberation2" in examination.remedy.vi


def examine_mail(folder, url):
    catalogue = load_catalogue(catalogue_with(folder / "mail", contact("ict", "", "operator", url)))
    return list(surroundings.examine_mail_servers(catalogue))


def test_a_mail_server_is_asked_and_gets_no_letter(tmp_path, monkeypatch):
    with servers.mail() as boxes:
        (answer,) = examine_mail(tmp_path, mailbox(boxes.port, "ict"))
        assert (answer.subject, answer.state) == ("mail ict", "well")
        account = mailbox(boxes.port, "ict").replace("://", "://ict:${CHISO_SECRET_MAIL}@")
        monkeypatch.setenv("CHISO_SECRET_MAIL", servers.PASSWORD)
        assert [answer.state for answer in examine_mail(tmp_path, account)] == ["well"]
        monkeypatch.setenv("CHISO_SECRET_MAIL", "wrong")
        (answer,) = examine_mail(tmp_path, account)
        assert (answer.state, "535" in answer.fact.vi) == ("fault", True)
        assert "wrong" not in answer.fact.vi
        assert boxes.letters == []
    (answer,) = examine_mail(tmp_path, mailbox(boxes.port, "ict"))
    assert (answer.state, "không nhận" in answer.fact.vi) == ("fault", True)
    assert answer.remedy.vi.startswith("xem địa chỉ, mật khẩu, mạng")
    assert examine_mail(tmp_path, "json://127.0.0.1:9/") == []


def full_disk(home, folder, monkeypatch):
    monkeypatch.setattr(examinations.shutil, "disk_usage", lambda path: Usage(9, 9, 1 << 20))
    return "disk", "giải phóng chỗ trống"


def broken_catalogue(home, folder, monkeypatch):
    (folder / "catalogue" / "units.csv").unlink()
    return "catalogue", "chạy `chiso catalogue check`"


def unset_secret(home, folder, monkeypatch):
    operator = contact("ict", "", "operator", "json://x/${CHISO_SECRET_HOOK}")
    monkeypatch.setenv("CHISO_CATALOGUE", str(catalogue_with(folder / "other", operator)))
    return "recipients", "đặt biến trong ngoặc"


def absent_source(home, folder, monkeypatch):
    stated = f"- source: o_chung\n  url: file://{folder}/absent\n"
    (folder / "catalogue" / "sources.yaml").write_text(stated, encoding="utf-8")
    return "source o_chung", "xem địa chỉ, mật khẩu, mạng"


def source_without_password(home, folder, monkeypatch):
    stated = "- source: hop_thu\n  url: imaps://a%40b.example@127.0.0.1:9/INBOX\n"
    text = f"{stated}  secret: CHISO_SECRET_BOX\n"
    (folder / "catalogue" / "sources.yaml").write_text(text, encoding="utf-8")
    return "source hop_thu", "đặt biến CHISO_SECRET_BOX"


def no_night(home, folder, monkeypatch):
    home.last_night.unlink()
    shutil.rmtree(home.dagster_folder)
    return "nights", "chạy `chiso nightly`"


def no_home(home, folder, monkeypatch):
    home.inbox_folder.rename(folder / "away")
    home.identity_file.unlink()
    home.register_file.unlink()
    shutil.rmtree(home.archive_folder)
    return "versions", f"{home.root}: không phải thư mục dữ liệu"


@pytest.mark.parametrize(
    "ail",
    [
        full_disk,
        broken_catalogue,
        unset_secret,
        absent_source,
        source_without_password,
        no_night,
        no_home,
    ],
)
def test_what_ails_is_a_fault_with_its_remedy(home, tmp_path, monkeypatch, ail):
    subject, remedy = ail(home, tmp_path, monkeypatch)
    code, states = find_states(home)
    assert code == 1
    assert states[subject]["state"] == "fault"
    assert states[subject]["remedy"].startswith(remedy)


def test_a_day_that_is_set_is_a_warning(home, monkeypatch):
    monkeypatch.setenv("CHISO_AS_OF", "2023-08-01")
    code, states = find_states(home)
    assert (code, states["day"]["state"]) == (0, "warning")


def test_status_fits_in_one_screen(home, monkeypatch):
    monkeypatch.setenv("CHISO_AS_OF", "2023-08-01")
    send(home.inbox_folder / "mới.xlsx", schools())
    code, output = run("status", home)
    assert code == 0
    lines = output.splitlines()
    assert len(lines) <= 24
    assert lines[0] == f"chiso {PROGRAM_VERSION} · {home.root}"
    assert f"Bản công bố của ngày 01/08/2023, do phiên bản {PROGRAM_VERSION} viết." in lines
    assert "Hộp nhận: 1 tệp chờ." in lines
    assert "`chiso ui` không mở: lịch chạy đêm phải do bộ hẹn giờ hay cron." in lines
    (reports,) = [line for line in lines if line.startswith("Báo cáo: ")]
    assert reports.startswith("Báo cáo: 1 được chấp nhận, 0 trả lại, ")


def test_status_of_a_home_that_is_not_well_is_a_failure(home):
    home.last_night.unlink()
    shutil.rmtree(home.dagster_folder)
    code, output = run("status", home, "--lang", "en")
    assert code == 1
    assert "✘ No run has succeeded for more than" in output
