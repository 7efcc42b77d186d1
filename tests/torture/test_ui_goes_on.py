"""`chiso ui`, Dagster and its daemon included, goes on after anything of it was cut off.

The whole way, in real processes: minutes, most of them spent waiting for the sensor's next look.
`make torture` runs this, `make test` does not.
"""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from assets.raw import inbox
from tests.pipelines import nights
from tests.pipelines.alerts import servers
from tests.pipelines.alerts.addressed import operator_mail
from tests.pipelines.drawn_runs import opened, state
from tests.pipelines.nights import At, wait_for
from tests.sent import RECEIVED, new_home, schools, send
from warehouse.home import BusyError
from warehouse.locks import is_held, read_holder
from warehouse.store import Store

pytestmark = pytest.mark.torture
PATIENCE_SECONDS = 240
"""Dagster starts in seconds and the sensor looks every half minute; a busy machine takes longer."""
DAGSTER_PROCESSES = 5
"""The `chiso ui`, the three that it starts, and the server of the code below the first of them."""
REPORT, CORRECTION = "báo cáo.xlsx", "báo cáo bổ sung.xlsx"
"""Names that stay as typed: without a word that could be a person's."""
CUT_OFF = "Chỉ Số: lượt chạy bị ngắt giữa chừng"


class Ui:
    """One `chiso ui` on a home, as a terminal starts it, or a shell's `&` without Ctrl-C."""

    def __init__(self, home, *, is_in_background=False):
        self.home = home
        self.log = home.root.with_name("ui.log").open("a", encoding="utf-8")
        code = "from pipelines.cli import main; main()"
        port = str(servers.free_port())
        self.process = subprocess.Popen(
            [sys.executable, "-c", code, "ui", "--home", str(home.root), "--port", port],
            env=os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent.parent)},
            stdin=subprocess.DEVNULL,
            stdout=self.log,
            stderr=self.log,
            start_new_session=True,
            preexec_fn=ignore_interrupts if is_in_background else None,
        )

    def read_log(self):
        return Path(self.log.name).read_text(encoding="utf-8")

    @property
    def groups(self):
        """The process groups of Dagster's processes and all that they start."""
        return nights.children(self.process.pid)

    def list_processes(self):
        """List the `chiso ui` and every process below it."""
        pids = [self.process.pid]
        for pid in pids:
            pids += nights.children(pid)
        return pids

    def end(self):
        """Send Ctrl-C, and wait for the end."""
        os.killpg(self.process.pid, signal.SIGINT)
        return self.process.wait(PATIENCE_SECONDS)


def ignore_interrupts():
    """Ignore Ctrl-C as a shell does for what it starts with `&`."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@pytest.fixture
def home(tmp_path):
    return new_home(tmp_path / "home")


@pytest.fixture
def mail(tmp_path, monkeypatch):
    """Run the mail server of the operator, whom the given catalogue names."""
    folder = tmp_path / "catalogue"
    with operator_mail(folder) as boxes:
        for name, value in (nights.SETTINGS | {"CHISO_CATALOGUE": str(folder)}).items():
            monkeypatch.setenv(name, value)
        yield boxes


@pytest.fixture
def start(home, mail):
    """Start a `chiso ui`; none of them outlives the test."""
    uis = []

    def begin(**how):
        uis.append(Ui(home, **how))
        return uis[-1]

    yield begin
    for ui in uis:
        if ui.process.poll() is None:
            ui.end()
        ui.log.close()
    wait_for(lambda: not is_held(home.ui_lock), PATIENCE_SECONDS)


def drop(home, name, days):
    """Put a report into the inbox: the first one, or the correction that follows it."""
    path = home.root.with_name(name)
    send(path, schools(school_sessions=30 + days), at=RECEIVED + timedelta(days=days))
    path.rename(home.inbox_folder / name)


def published(home):
    """Return the names of the files in the publication in force."""
    if not home.snapshot_file.exists():
        return []
    with Store(home.snapshot_file, read_only=True) as store:
        return sorted(
            name for (name,) in store.query_rows("SELECT file_name FROM core.submissions")
        )


def wait_for_publication(home, *names):
    wait_for(lambda: published(home) == sorted(names), PATIENCE_SECONDS)
    wait_for(lambda: not is_held(home.lock), PATIENCE_SECONDS)
    assert inbox.list_file_states(home.inbox_folder) == {}


def stop_run(home):
    """Stop the run that has the home, wherever it is, and return its process."""
    wait_for(lambda: is_held(home.lock) and read_holder(home.lock), PATIENCE_SECONDS)
    process = read_holder(home.lock).process
    os.kill(process.pid, signal.SIGSTOP)
    return process


def states(home):
    """Return the end of every run of the home, the oldest first."""
    with opened(home.dagster_folder) as instance:
        return [state(instance, run_id) for run_id in reversed(instance.get_run_ids())]


def skip_reasons(home):
    """Return why a sensor of the home last began no run."""
    with opened(home.dagster_folder) as instance:
        ticks = [
            tick
            for sensor in instance.all_instigator_state()
            for tick in instance.get_ticks(sensor.instigator_origin_id, sensor.selector_id, limit=1)
        ]
    return " ".join(tick.skip_reason or "" for tick in ticks)


def letters(mail):
    return [str(letter["Subject"]) for letter in mail.take()]


def test_a_night_killed_under_way_does_not_stop_the_ui(home, mail, start):
    drop(home, REPORT, 0)
    night = nights.start(home, At("assets.intake:check_submissions", signal=signal.SIGSTOP))
    wait_for(lambda: nights.state(night.pid) == "T")
    ui = start()
    wait_for(lambda: "một lượt khác đang chạy" in skip_reasons(home), PATIENCE_SECONDS)
    assert states(home) == [("STARTED", False)]
    night.kill()
    drop(home, CORRECTION, 1)
    wait_for_publication(home, REPORT, CORRECTION)
    assert ui.end() == 0
    assert states(home) == [("CANCELED", True), ("SUCCESS", False)]
    assert letters(mail) == [CUT_OFF]


def test_after_ctrl_c_in_the_middle_of_a_run_a_new_ui_publishes(home, mail, start):
    drop(home, REPORT, 0)
    ui = start()
    run = stop_run(home)
    assert ui.end() == 0
    assert not run.is_alive
    assert states(home) == [("STARTED", False)]
    drop(home, CORRECTION, 1)
    second = start()
    wait_for_publication(home, REPORT, CORRECTION)
    assert second.end() == 0
    assert states(home) == [("CANCELED", True), ("SUCCESS", False)]
    assert letters(mail) == [CUT_OFF]


def test_after_a_power_cut_in_the_middle_of_a_run_a_new_ui_publishes(home, mail, start):
    drop(home, REPORT, 0)
    ui = start()
    run, groups = stop_run(home), ui.groups
    ui.process.kill()
    for group in groups:
        os.killpg(group, signal.SIGKILL)
    wait_for(lambda: not run.is_alive)
    drop(home, CORRECTION, 1)
    start()
    wait_for_publication(home, REPORT, CORRECTION)
    assert states(home) == [("CANCELED", True), ("SUCCESS", False)]
    assert letters(mail) == [CUT_OFF]


def test_when_the_ui_alone_is_killed_its_run_ends_well_and_a_new_ui_publishes(home, mail, start):
    drop(home, REPORT, 0)
    ui = start()
    run = stop_run(home)
    ui.process.kill()
    ui.process.wait()
    with pytest.raises(BusyError), home.ui_locked():
        pass
    refused = start()
    assert refused.process.wait(PATIENCE_SECONDS) == 3
    assert "hãy dừng nó trước" in ui.read_log()
    os.kill(run.pid, signal.SIGCONT)
    wait_for(lambda: not is_held(home.ui_lock), PATIENCE_SECONDS)
    wait_for_publication(home, REPORT)
    drop(home, CORRECTION, 1)
    start()
    wait_for_publication(home, REPORT, CORRECTION)
    assert states(home) == [("SUCCESS", False), ("SUCCESS", False)]
    assert letters(mail) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_from_the_background_of_a_shell_it_ends_and_leaves_no_process(home, start, number):
    ui = start(is_in_background=True)
    wait_for(lambda: "/login?token=" in ui.read_log(), PATIENCE_SECONDS)
    wait_for(lambda: len(ui.list_processes()) >= DAGSTER_PROCESSES, PATIENCE_SECONDS)
    pids = ui.list_processes()
    os.kill(ui.process.pid, number)
    assert ui.process.wait(PATIENCE_SECONDS) == 0
    assert [nights.command_line(pid) for pid in pids if nights.state(pid) not in "Z"] == []
    assert not is_held(home.ui_lock)


def test_a_second_ui_is_refused_and_the_first_goes_on(home, mail, start):
    ui = start()
    wait_for(lambda: "hộp nhận trống" in skip_reasons(home), PATIENCE_SECONDS)
    second = start()
    assert second.process.wait(PATIENCE_SECONDS) == 3
    assert f"(tiến trình {ui.process.pid})" in ui.read_log()
    drop(home, REPORT, 0)
    wait_for_publication(home, REPORT)
    assert states(home) == [("SUCCESS", False)]
    assert letters(mail) == []
