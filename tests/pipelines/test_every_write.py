"""A night that fails at any of its writes: nothing lost, nothing doubled, the next one mends it.

The writes are found by tracing a night, not by hand. `make test` draws two faults at two writes
each, `make torture` tries every fault at every write (of files of one kind in one folder at two).
Between the writes a night is ended at random instants: one in `make test`, `INSTANTS` in
`make torture`.
"""

import os
import random
import shutil
import signal
import time
from dataclasses import replace
from itertools import product

import dagster as dg
import pytest

from tests.pipelines import nights
from tests.pipelines.alerts.addressed import operator_mail
from tests.pipelines.drawn_runs import opened
from tests.pipelines.nights import night
from tests.pipelines.traced_writes import FAULTS, KILL, TORN, WriteTracer, read_places
from tests.sampling import SAMPLING, draw_sample
from tests.sent import CELLS, SCHOOLS, new_home, schools, send
from warehouse.forms.blank.template import BlankForm
from warehouse.home import Home
from warehouse.periods import parse_period_code

EARLIER = BlankForm("education", "DK-GDDT", parse_period_code("2022-H2"), SCHOOLS)
KILLED = -9
CUT_OFF = "Chỉ Số: lượt chạy bị ngắt giữa chừng"
INSTANTS = 200
PARTS = 6
"""The writes of one fault in parts, so that several workers share them."""
REMEDIES = {
    "ENOSPC": "đã đầy; giải phóng chỗ trống",
    "EIO": "báo lỗi đọc ghi; kiểm tra ổ đĩa",
    "EROFS": "Không ghi được vào",
}
"""What a night that ends with a fault says, and writes to its operator."""
NOTICES = {"raw.notices", "raw.notice_attempts", "raw.notice_findings"}


@pytest.fixture(scope="module")
def mail(tmp_path_factory):
    """Run the mailbox of an operator whom the catalogue names."""
    folder = tmp_path_factory.mktemp("catalogue") / "catalogue"
    with operator_mail(folder) as boxes:
        boxes.folder = folder
        yield boxes


@pytest.fixture(scope="module")
def before(tmp_path_factory, mail):
    """Make a home that has published, with a correction and a faulty report in the inbox."""
    nights.warm_up()
    home = new_home(tmp_path_factory.mktemp("before") / "home")
    send(home.inbox_folder / "tốt.xlsx", schools())
    tracer = WriteTracer(home.root / "no such folder", home.root.parent / "trace")
    assert night(home, with_catalogue(tracer, mail)).code == 0
    send(home.inbox_folder / "sửa.xlsx", schools(school_sessions=31))
    send(home.inbox_folder / "kỳ trước.xlsx", EARLIER, {CELLS["schools"]: "hai mươi"})
    return home


@pytest.fixture(scope="module")
def traced(before, tmp_path_factory, mail):
    """Return the writes of a night without a fault, the tables that it gives, and its seconds."""
    folder = tmp_path_factory.mktemp("traced")
    home = copy_home(before, folder / "home")
    began = time.monotonic()
    ended = night(home, with_catalogue(WriteTracer(home.root, folder / "trace"), mail))
    assert ended.code == 0, ended.output
    seconds = time.monotonic() - began
    return read_places(folder / "trace"), read_tables(home), archived_names(home), seconds


def with_catalogue(tracer, mail):
    return replace(tracer, catalogue=str(mail.folder))


def copy_home(home, folder):
    return Home(shutil.copytree(home.root, folder, symlinks=True))


def read_tables(home):
    tables = nights.tables(home)
    return {name: rows for name, rows in tables.items() if name not in NOTICES}


def archived_names(home):
    return {path.name for path in home.archive_folder.glob("??/[!.]*")}


def test_the_trace_has_the_writes_that_matter(traced):
    calls = {(place.call, place.path.partition("/")[0]) for place in traced[0]}
    assert {
        ("open", "journal"),
        ("os.fsync", "journal"),
        ("os.rename", "inbox"),
        ("os.rename", "published"),
        ("os.symlink", "published"),
        ("os.rename", "build"),
        ("open", "returned"),
    } <= calls


@pytest.mark.parametrize(("fault", "part"), draw_sample(product(FAULTS, range(PARTS)), 2), ids=str)
def test_whatever_befalls_a_write_nothing_is_lost_and_the_next_night_mends_it(
    before, traced, tmp_path, mail, fault, part
):
    places = [place for place in traced[0] if fault != TORN or place.call == "open"]
    problems = {}
    for number, place in enumerate(draw_sample(places[part::PARTS], 2)):
        home = copy_home(before, tmp_path / str(number))
        tracer = WriteTracer(home.root, tmp_path / f"{number}.trace", fault, place)
        if listed := list(find_problems(home, with_catalogue(tracer, mail), traced, mail)):
            problems[place] = listed
        shutil.rmtree(home.root)
    assert problems == {}


@pytest.mark.parametrize("instant", draw_sample(range(INSTANTS), 1))
def test_at_whatever_instant_a_night_is_ended_the_next_one_mends_it(
    before, traced, tmp_path, mail, instant
):
    chance = random.Random(f"{SAMPLING.seed}, {instant}")
    sent = chance.choice((signal.SIGKILL, signal.SIGINT, signal.SIGTERM))
    home = copy_home(before, tmp_path / "home")
    tracer = with_catalogue(WriteTracer(home.root, tmp_path / "trace"), mail)
    process = nights.start(home, tracer)
    nights.wait_for(tracer.trace_file.exists)
    process.join(chance.uniform(0, traced[3]))
    if process.is_alive():
        os.kill(process.pid, sent)
    ended = nights.end(home, process)
    assert "Traceback" not in ended.output
    # Dagster makes of SIGTERM what SIGINT is.
    assert ended.code in {0, 1, -sent, 128 + sent, 128 + signal.SIGINT}, ended.output
    assert ended.code != 1 or "Lượt chạy bị dừng giữa chừng" in ended.output
    assert night(home, tracer).code == 0
    assert list(compare_homes(home, traced)) == []


def find_problems(home, tracer, traced, mail):
    """Run a night with a fault and one without; yield what is not as it must be."""
    mail.take()
    harmed = night(home, tracer)
    if tracer.at not in read_places(tracer.trace_file):
        yield "the night had no such write"
    yield from judge_harmed_night(harmed, tracer.fault, mail.take())
    is_cut_off = has_open_run(home)
    next_night = night(home, with_catalogue(WriteTracer(home.root, tracer.trace_file), mail))
    if is_cut_off and CUT_OFF not in [str(letter["Subject"]) for letter in mail.take()]:
        yield "nobody heard that the run was cut off"
    if next_night.code == 0:
        yield from compare_homes(home, traced)
    else:
        yield f"the next night ends with {next_night.code}: {next_night.output[-500:]}"


def judge_harmed_night(harmed, fault, letters):
    if "Traceback" in harmed.output:
        yield "a traceback: " + harmed.output[-300:]
    if harmed.code not in ({KILLED} if fault in {KILL, TORN} else {0, 1}):
        yield f"code {harmed.code}: {harmed.output[-300:]}"
    if harmed.code == 1:
        remedy = REMEDIES[fault]
        if remedy not in harmed.output:
            yield "it does not say what to do: " + harmed.output[-300:]
        if not any(remedy in read_text(letter) for letter in letters):
            yield f"nobody heard of it: {letters}, {harmed.output[-300:]}"


def read_text(letter):
    return " ".join(letter.get_body(("plain",)).get_content().split())


def has_open_run(home):
    """Return whether Dagster's history has a run that began and did not end."""
    with opened(home.dagster_folder) as instance:
        return any(run.status == dg.DagsterRunStatus.STARTED for run in instance.get_runs())


def compare_homes(home, traced):
    tables = read_tables(home)
    differing = [n for n in tables.keys() | traced[1].keys() if tables.get(n) != traced[1].get(n)]
    if differing:
        yield f"tables differ: {sorted(differing)}"
    if archived_names(home) != traced[2]:
        yield "the archive differs"
    if [path.name for path in home.inbox_folder.iterdir()] != ["processed"]:
        yield "the inbox is not empty"
    if list(home.build_folder.iterdir()):
        yield "a draft is left"
