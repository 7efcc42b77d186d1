"""The reading processes: whoever is lost on a file costs that file and no other."""

import hashlib
import shutil
import signal
import stat
import sys
import time
from pathlib import Path

import pytest

from assets.raw import reading_pool
from assets.raw.inbox import Delivery
from assets.raw.reading_limits import ReadingLimits
from assets.raw.reading_pool import ReadingPool
from assets.raw.reading_process import ReadingProcess
from tests.sampling import draw_sample
from tests.sent import CATALOGUE, RECEIVED, schools, send
from warehouse.forms.blank.template import BlankForm
from warehouse.periods import parse_period_code

ROOT = Path(__file__).parent.parent.parent
# Stands in for the interpreter: plants what a hostile file would do to the parser, then runs
# what it was asked to run.
CHILD = f"""\
#!{sys.executable}
import os, signal, sys, time
sys.path.insert(0, {str(ROOT)!r})
from warehouse.forms.report_reader import ReportReader

def once(act):
    try:
        open(__file__ + " has acted", "x").close()
    except FileExistsError:
        return
    act()

def complain():
    os.write(2, b"thread panicked")
    os.abort()

def spin():
    while True:
        pass

read = ReportReader.read_reports
harm = {{
    b"ABORT": os.abort,
    b"COMPLAIN": complain,
    b"SPIN": spin,
    b"WAIT": lambda: time.sleep(2.5),
    b"ABORT-ONCE": lambda: once(os.abort),
    b"STOP-ONCE": lambda: once(lambda: os.kill(os.getpid(), signal.SIGSTOP)),
    b"LEAVE": lambda: os._exit(0),
    b"HANG": lambda: time.sleep(3600),
    b"SWELL": lambda: bytearray(2 << 30),
    b"RAISE": lambda: [][0],
}}

def harmed(self, content, received, name):
    harm.get(content.split(b" ")[0], int)()
    return read(self, content, received, name)

ReportReader.read_reports = harmed
sys.argv = sys.argv[2:]
exec(sys.argv[0])
"""
CRASHED, TOO_SLOW = "E-FILE-003", "E-FILE-004"
EVERY_HARM = {
    "ABORT": CRASHED,
    "LEAVE": CRASHED,
    "SWELL": CRASHED,
    "RAISE": CRASHED,
    "HANG": TOO_SLOW,
    "SPIN": TOO_SLOW,
}
HARM = dict(draw_sample(EVERY_HARM.items(), 3))
QUICK = ReadingLimits(seconds=5.5, clock_factor=4)
"""Half a second for a file, two by the clock: the tests need not wait long."""


@pytest.fixture(scope="module")
def interpreter(tmp_path_factory):
    return stand_in(tmp_path_factory.mktemp("bin") / "python", CHILD)


def stand_in(path, text):
    path.write_text(text, encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """Return the bytes of a faultless report."""
    path = tmp_path_factory.mktemp("report") / "a.xlsx"
    send(path, schools())
    return path.read_bytes()


def deliver(folder, files):
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return [Delivery(folder / name, RECEIVED) for name in files]


def read(pool, deliveries):
    """Return the result of each file; each file has exactly one."""
    answers = list(pool.read_deliveries(deliveries))
    assert sorted(d.display_name for d, _ in answers) == sorted(d.display_name for d in deliveries)
    return {delivery.display_name: read_result for delivery, read_result in answers}


def codes(read_result):
    return [doubt.code for doubt in read_result.reading.drafts]


# One night, every kind of harm among good reports


@pytest.fixture(scope="module")
def night(tmp_path_factory, interpreter, report):
    folder = tmp_path_factory.mktemp("inbox")
    files = {}
    for number, harm in enumerate(HARM):
        files[f"{number} good.xlsx"] = report + b"%d" % number
        files[f"{number} {harm}"] = harm.encode() + b" " + report
    files["last.xlsx"] = report
    archive = folder / "archive"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "executable", interpreter)
        patch.setattr(reading_pool, "FILES_PER_SHARE", 4)
        pool = ReadingPool(CATALOGUE.folder, archive, limits=QUICK)
        answers = read(pool, deliver(folder, files))
    return files, answers, archive


@pytest.mark.parametrize(("harm", "code"), HARM.items())
def test_a_file_that_a_reader_is_lost_on_is_told_and_not_archived(night, harm, code):
    """Its text cannot be searched, so nobody knows whether it may be kept."""
    files, answers, archive = night
    (name,) = (name for name in files if harm in name)
    assert answers[name].reading.reports == ()
    assert codes(answers[name]) == [code, "N-PII-001"]
    assert answers[name].reading.drafts[0].observed == name
    assert answers[name].sha256 == hashlib.sha256(files[name]).hexdigest()
    assert (answers[name].is_archived, answers[name].is_refused) == (False, False)
    assert list(archive.rglob(f"{answers[name].sha256}.*")) == []


def test_every_other_report_is_read(night):
    files, answers, archive = night
    good = [name for name in files if name.endswith(".xlsx")]
    assert len(good) == len(HARM) + 1
    for name in good:
        (report,) = answers[name].reading.reports
        assert (report.form, report.unit, report.period) == ("education", "DK-GDDT", "2023-H1")
        assert codes(answers[name]) == []
        assert answers[name].sha256 == hashlib.sha256(files[name]).hexdigest()
        assert len(list(archive.rglob(f"{answers[name].sha256}.xlsx"))) == 1


# A busy machine is no fault of a file


def one_at_a_time(tmp_path, monkeypatch, limits):
    """Return a pool that plants harm, and sends each file by itself."""
    monkeypatch.setattr(sys, "executable", stand_in(tmp_path / "python", CHILD))
    monkeypatch.setattr(reading_pool, "FILES_PER_SHARE", 1)
    return ReadingPool(CATALOGUE.folder, tmp_path / "archive", size=1, limits=limits)


def test_a_reader_that_has_to_wait_for_the_processor_is_not_ended(tmp_path, monkeypatch, report):
    """It waits longer than a file may take, and works for a fraction of that."""
    assert ReadingLimits().file_seconds < 2.5
    pool = one_at_a_time(tmp_path, monkeypatch, ReadingLimits())
    answers = list(pool.read_deliveries(deliver(tmp_path, {"1": b"WAIT ", "2": report})))
    assert [d.display_name for d, _ in answers] == ["1", "2"], "at the first attempt"
    assert codes(answers[0][1]) == ["E-TEXT-002"], "read, and found to be no workbook"


@pytest.mark.parametrize("harm", ["ABORT-ONCE", "STOP-ONCE"])
def test_a_file_that_costs_its_reader_is_read_again_alone_at_the_end(
    tmp_path, monkeypatch, report, harm
):
    """A stopped reader is what the machine looks like from outside when it is far too busy."""
    pool = one_at_a_time(tmp_path, monkeypatch, QUICK)
    files = {"1": harm.encode() + b" ", "2": report, "3": report + b" "}
    answers = list(pool.read_deliveries(deliver(tmp_path, files)))
    assert [delivery.display_name for delivery, _ in answers] == ["2", "3", "1"]
    assert (tmp_path / "python has acted").exists()
    assert codes(answers[-1][1]) == ["E-TEXT-002"], "read, and found to be no workbook"


def test_whoever_is_read_alone_has_more_time():
    limits, alone = ReadingLimits(), ReadingLimits().extend_for_lone_file()
    assert alone.file_seconds == 4 * limits.file_seconds
    assert (alone.memory_mb, alone.clock_factor) == (limits.memory_mb, limits.clock_factor)


def test_the_clock_is_patient_with_a_share_and_with_each_file_of_it():
    limits = ReadingLimits(seconds=22, clock_factor=10)
    assert limits.compute_patience(1) == 2 * 2 * 10
    assert limits.compute_patience(0) == limits.compute_patience(1)
    assert limits.compute_patience(24) == 22 * 10


# What is told of a lost reader


@pytest.mark.parametrize(
    ("harm", "reason"), [("RAISE", "IndexError"), ("COMPLAIN", f"exit status {-signal.SIGABRT}")]
)
def test_a_lost_reader_is_told_in_a_line_with_the_files_name(
    tmp_path, monkeypatch, capfd, caplog, harm, reason
):
    pool = one_at_a_time(tmp_path, monkeypatch, QUICK)
    read(pool, deliver(tmp_path, {"báo cáo.xlsx": harm.encode() + b" "}))
    (line,) = caplog.messages
    assert "«báo cáo.xlsx»" in line
    assert reason in line
    assert "\n" not in line
    assert capfd.readouterr().err == ""


# What a child is told


def test_the_day_a_report_came_is_that_of_the_programme_not_of_the_machine(tmp_path):
    """At 17:30 UTC the 14th of May, the last day of the window, is over in Hải Phòng."""
    path = tmp_path / "a.xlsx"
    send(path, BlankForm("ward", "DK-DAPHUC", parse_period_code("2023-05"), {}))
    half_past_five = RECEIVED.replace(month=5, day=14, hour=17)
    moments = {"before": half_past_five.replace(hour=16), "after": half_past_five}
    deliveries = [Delivery(path, moment) for moment in moments.values()]
    answers = list(
        ReadingPool(CATALOGUE.folder, tmp_path / "archive", size=1).read_deliveries(deliveries)
    )
    codes_by_report = [[d.code for d in t.reading.reports[0].drafts] for _, t in answers]
    assert codes_by_report == [["W-PERIOD-001"], []]


def test_nothing_to_read_starts_nobody(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "executable", str(tmp_path / "no interpreter"))
    assert list(ReadingPool(CATALOGUE.folder, tmp_path).read_deliveries([])) == []


# Processes that come and go


def test_children_that_were_started_ahead_read_and_no_others_are_started(
    tmp_path, monkeypatch, report
):
    pool = ReadingPool(CATALOGUE.folder, tmp_path / "archive")
    pool.start_children()
    monkeypatch.setattr(sys, "executable", str(tmp_path / "no interpreter"))
    answers = read(pool, deliver(tmp_path, {"a.xlsx": report, "b.xlsx": report + b" "}))
    assert [codes(answers[name]) for name in ("a.xlsx", "b.xlsx")] == [[], []]


def test_children_that_never_read_are_ended(tmp_path, monkeypatch):
    ended = []
    stop = ReadingProcess.stop
    monkeypatch.setattr(ReadingProcess, "stop", lambda child: ended.append(stop(child)))
    pool = ReadingPool(CATALOGUE.folder, tmp_path / "archive")
    pool.start_children()
    pool.close()
    pool.close()
    assert ended == [-signal.SIGKILL] * 2


def test_a_catalogue_with_faults_is_told_by_whoever_loads_it_and_not_by_a_child(tmp_path, capfd):
    shutil.copytree(CATALOGUE.folder, tmp_path / "catalogue")
    (tmp_path / "catalogue" / "units.csv").write_text("unit\n", encoding="utf-8")
    pool = ReadingPool(tmp_path / "catalogue", tmp_path / "archive", size=1)
    with pytest.raises(RuntimeError, match="could not start"):
        list(pool.read_deliveries(deliver(tmp_path, {"a.xlsx": b"x"})))
    assert capfd.readouterr().err == ""


def test_a_child_that_cannot_start_is_no_fault_of_a_file(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "executable", stand_in(tmp_path / "python", "#!/bin/sh\nexit 7\n"))
    pool = ReadingPool(CATALOGUE.folder, tmp_path / "archive")
    with pytest.raises(RuntimeError, match=r"could not start \(exit status 7\)"):
        list(pool.read_deliveries(deliver(tmp_path, {"a.xlsx": b"x"})))


def test_a_child_is_not_told_the_passwords_of_its_parent(tmp_path, monkeypatch):
    environment_file = tmp_path / "told"
    monkeypatch.setenv("MAIL_PASSWORD", "hoa-phuong-do")
    script = f"#!/bin/sh\nenv > {environment_file}\nexit 7\n"
    monkeypatch.setattr(sys, "executable", stand_in(tmp_path / "python", script))
    with pytest.raises(RuntimeError):
        list(
            ReadingPool(CATALOGUE.folder, tmp_path / "archive").read_deliveries(
                deliver(tmp_path, {"a": b"x"})
            )
        )
    assert "PATH=" in environment_file.read_text(encoding="utf-8")
    assert "hoa-phuong-do" not in environment_file.read_text(encoding="utf-8")


def test_a_child_that_dies_while_work_is_handed_to_it_costs_its_file_only(
    tmp_path, monkeypatch, interpreter, report
):
    monkeypatch.setattr(sys, "executable", interpreter)
    monkeypatch.setattr(reading_pool, "FILES_PER_SHARE", 4)
    files = {str(n): b"ABORT" if n == 4 else report + b"%d" % n for n in range(1, 7)}
    pool = ReadingPool(CATALOGUE.folder, tmp_path / "archive", size=1)
    answers = []
    for delivery, read_result in pool.read_deliveries(deliver(tmp_path, files)):
        answers.append(
            (delivery.display_name, codes(read_result)[:1])
        )  # it may or may not be archived by then
        if delivery.display_name == "3":
            time.sleep(1)  # the child is gone before it is handed the two files left
    assert sorted(answers) == [(n, [CRASHED] if n == "4" else []) for n in files]


def test_no_child_outlives_the_night(tmp_path, monkeypatch, report):
    started = []
    start = ReadingPool._start_child

    def noted(self, limits):
        started.append(start(self, limits))
        return started[-1]

    monkeypatch.setattr(ReadingPool, "_start_child", noted)
    files = {str(number): report + b"%d" % number for number in range(3)}
    answers = ReadingPool(CATALOGUE.folder, tmp_path / "archive").read_deliveries(
        deliver(tmp_path, files)
    )
    next(answers)
    answers.close()  # as a run that fails does
    assert len(started) == 2
    assert all(child.process.poll() is not None for child in started)
