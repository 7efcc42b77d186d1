"""One year of the demo inbox: all kinds of fate, every fault, and the same files every time."""

import hashlib
from collections import Counter
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from assets.raw.refusal import search_file
from pipelines.demo.demo_inbox import write_inbox
from pipelines.demo.fault_kinds import FaultKind
from pipelines.demo.plan import plan_inbox
from tests import spec
from warehouse.forms.blank.unit_texts import SYNTHETIC_NAME_PREFIX
from warehouse.forms.report_reader import ReportReader

WHOLE = spec.catalogue()
YEAR = replace(
    WHOLE, programme=WHOLE.programme.model_copy(update={"first_year": 2025, "last_year": 2025})
)
READER = ReportReader(YEAR)
FOUND_LATER = (
    *("E-MISS", "E-NEG", "E-SUM", "E-PART", "W-RANGE", "W-CUMULATIVE"),
    *("W-OUTLIER", "W-COPY", "W-EMPTY"),
)
"""Faults of the figures, which reading alone does not find."""


@pytest.fixture(scope="module")
def inbox(tmp_path_factory):
    folder = tmp_path_factory.mktemp("inbox")
    progress_calls = []
    planted = write_inbox(YEAR, folder, progress=lambda done, of: progress_calls.append((done, of)))
    return folder, planted, progress_calls


def received(path):
    zone = ZoneInfo(YEAR.calendar.time_zone)
    return datetime.fromtimestamp(path.stat().st_mtime, zone)


def readings(folder):
    return {
        path.name: READER.read_reports(path.read_bytes(), received(path).date())
        for path in sorted(folder.iterdir())
    }


def test_every_file_says_that_it_is_synthetic(inbox):
    folder, planted, _ = inbox
    broken = {p.file_name for p in planted if p.kind == FaultKind.UNREADABLE}
    read = readings(folder)
    assert all(name.startswith(SYNTHETIC_NAME_PREFIX) and name.endswith(".xlsx") for name in read)
    assert all(report.synthetic for reading in read.values() for report in reading.reports)
    assert {name for name, r in read.items() if not r.reports} >= broken


def test_no_file_is_refused(inbox):
    folder, _, _ = inbox
    assert [p.name for p in folder.iterdir() if search_file(p.read_bytes(), p.name).drafts] == []


def test_each_kind_of_fault_is_planted(inbox):
    _, planted, _ = inbox
    assert {p.kind for p in planted} == set(FaultKind)


def test_a_planted_fault_is_what_it_says(inbox):
    folder, planted, _ = inbox
    read = readings(folder)
    looked_at = 0
    for fault in planted:
        if not fault.expected_code.startswith(FOUND_LATER):
            reading = read[fault.file_name]
            doubts = [*reading.drafts, *(d for r in reading.reports for d in r.drafts)]
            cells = [d.cell for d in doubts if d.code == fault.expected_code]
            assert cells, fault
            assert fault.cell is None or fault.cell in cells, fault
            looked_at += 1
    assert looked_at >= 10


def test_nothing_else_is_wrong(inbox):
    folder, planted, _ = inbox
    faulty = {p.file_name for p in planted}
    others = {name: r for name, r in readings(folder).items() if name not in faulty}
    doubts = [d for r in others.values() for d in r.drafts]
    doubts += [d for r in others.values() for report in r.reports for d in report.drafts]
    assert len(others) > 60
    assert doubts == []


def test_some_reports_leave_blank_what_may_stay_blank(inbox):
    folder, planned = inbox[0], plan_inbox(YEAR, 2021)
    optional = {
        (f.form, e.element) for f in YEAR.forms.values() for e in f.elements if not e.required
    }
    sound = [r for s in planned if not s.fault_kind for r in s.reports]
    blanks = [(r.form, e) for r in sound for e, value in r.values.items() if value is None]
    assert blanks
    assert set(blanks) <= optional
    read = [r for reading in readings(folder).values() for r in reading.reports]
    missing = [(r.form, c.element) for r in read for c in r.cells if c.state == "missing"]
    assert not Counter(blanks) - Counter(missing)


def test_the_same_seed_gives_the_same_names_bytes_and_moments(inbox, tmp_path):
    folder, planted, _ = inbox
    assert write_inbox(YEAR, tmp_path) == planted

    def list_files(of):
        return {
            p.name: (hashlib.sha256(p.read_bytes()).hexdigest(), p.stat().st_mtime)
            for p in of.iterdir()
        }

    assert list_files(tmp_path) == list_files(folder)


def test_another_seed_gives_another_year():
    assert plan_inbox(YEAR, 1) != plan_inbox(YEAR, 2)


def test_progress_counts_the_files(inbox):
    folder, _, progress_calls = inbox
    files = len(list(folder.iterdir()))
    assert progress_calls == [(n, files) for n in range(1, files + 1)]


def test_files_come_in_office_hours_mostly_in_time(inbox):
    folder, _, _ = inbox
    moments = [received(path) for path in folder.iterdir()]
    assert all(8 <= m.hour < 16 and m.weekday() < 5 for m in moments)
    firsts = [s for s in plan_inbox(YEAR, 2021) if not s.resend_number]
    late = [
        (s.received_at.date() - YEAR.compute_due_date(r.form, r.period)).days
        for s in firsts
        for r in s.reports
    ]
    assert sum(days <= 0 for days in late) > 0.85 * len(late)
    assert max(late) <= 20


def test_whole_plan_has_every_fate():
    planned = plan_inbox(WHOLE, 2021)
    arrived = {(r.unit, r.period.code) for s in planned for r in s.reports}
    assert [s.received_at for s in planned] == sorted(s.received_at for s in planned)
    assert 1 <= len(owed()) - len(arrived & owed()) <= 10  # some never arrive
    assert len(arrived - owed()) == 2  # sent by units that no longer exist
    again = Counter(s.resend_number for s in planned)
    assert again[1] > 40
    assert again[2] >= 3
    assert Counter(s.copy_kind for s in planned)["bytes"] >= 3
    assert Counter(s.copy_kind for s in planned)["values"] >= 3
    assert Counter(len(s.reports) for s in planned)[3] == 4
    assert 0.06 < sum(s.style is not None for s in planned) / len(planned) < 0.1
    kinds = Counter(s.fault_kind for s in planned if s.fault_kind)
    assert set(kinds) == set(FaultKind)
    assert min(kinds.values()) >= 3


def owed():
    return {
        (u.unit, p.code)
        for u in WHOLE.units.values()
        for p in WHOLE.list_periods()
        if WHOLE.owes_report(u, p)
    }
