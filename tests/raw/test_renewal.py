"""Reports decided anew when the hub has taught a label: which wait, and what the register gets."""

from datetime import UTC, datetime, timedelta

import pytest

from assets.intake import ingest_inbox
from assets.raw.taught_labels import TAUGHT_LABELS_TABLE, query_taught_labels, record_taught_label
from tests.sent import CATALOGUE, RECEIVED, arrive, new_home, register_of
from tests.warehouse.forms.typed_files import as_xlsx, zipped
from warehouse.forms.taught_label import TaughtLabel

AT = RECEIVED + timedelta(days=1)
ACCEPTED = TaughtLabel("Án vào sổ", "court", "cases_accepted")
TRIED = TaughtLabel("Án xử xong", "court", "cases_tried")
SOUND = ("Số vụ thụ lý", "Số vụ đã xét xử", "Số bị cáo đã xét xử", "Phiên tòa lưu động")
FOREIGN = (ACCEPTED.label, *SOUND[1:])
STRANGE = (ACCEPTED.label, TRIED.label, "Người bị xử", SOUND[3])


def court(labels=FOREIGN, period="Quý II/2023", figures=(9, 7, 12, 1)):
    head = [["TÒA ÁN NHÂN DÂN"], ["BÁO CÁO"], [period], [], ["TT", "Nội dung", "ĐVT", "Số liệu"]]
    cells = zip(labels, figures, strict=True)
    rows = [[str(n), label, "vụ", str(v)] for n, (label, v) in enumerate(cells, 1)]
    return as_xlsx(head + rows)


@pytest.fixture
def home(tmp_path):
    return new_home(tmp_path / "home")


@pytest.fixture
def register(home):
    with register_of(home) as opened:
        yield opened


@pytest.fixture
def night(home, register):
    """Run an intake over the files that came, by name."""

    def run(at=AT, **files):
        for stem, content in files.items():
            suffix = "zip" if stem.startswith("zip") else "xlsx"
            path = home.inbox_folder / f"{stem}.{suffix}"
            path.write_bytes(content)
            arrive(path, at)
        return ingest_inbox(home, CATALOGUE, register)

    return run


@pytest.fixture
def teach(register):
    def record(label, event="taught"):
        register.create_table(TAUGHT_LABELS_TABLE)
        moment = datetime(2023, 6, 20, tzinfo=UTC)
        record_taught_label(register, label, event, person="Hoa", happened_at=moment)

    return record


def decisions(register):
    """Number, form, period and codes of the submissions that count, in order."""
    return register.query_rows(
        """
        SELECT split_part(s.submission, '-', 2)::INTEGER, s.form, s.period,
            coalesce(list_sort(list(f.code) FILTER (f.code IS NOT NULL)), [])
        FROM raw.submissions AS s
        ANTI JOIN raw.renewed_decisions AS r ON r.earlier_submission = s.submission
        LEFT JOIN raw.findings AS f ON f.submission = s.submission
        GROUP BY s.submission, s.form, s.period, s.received_at
        ORDER BY s.received_at, s.submission
        """
    )


def test_a_report_that_waits_is_decided_anew_on_the_same_bytes(night, teach, register):
    night(a=court())
    assert decisions(register) == [(1, "court", "2023-Q2", ["E-MISS-003", "W-ROW-002"])]
    teach(ACCEPTED)
    (renewed,) = night().renewed
    assert decisions(register) == [(2, "court", "2023-Q2", ["N-LABEL-001"])]
    old, new = register.query_rows(
        "SELECT sha256, file_name, received_at, unit, sheet FROM raw.submissions "
        "ORDER BY submission"
    )
    assert old == new
    cells = register.query_rows(
        "SELECT value FROM raw.cells WHERE submission = ? AND element = 'cases_accepted'",
        [renewed.submission],
    )
    assert cells == [(9,)]
    pairs = register.query_rows("SELECT submission, earlier_submission, reason FROM "
                                "raw.renewed_decisions")  # fmt: skip
    assert pairs == [(renewed.submission, f"{renewed.sha256[:16]}-1", "label")]


def test_a_night_without_a_new_label_decides_nothing_anew(night, teach, register):
    night(a=court())
    assert night().renewed == ()
    teach(ACCEPTED)
    night()
    before = register.query_rows("SELECT count(*) FROM raw.submissions")
    assert night().renewed == ()
    assert register.query_rows("SELECT count(*) FROM raw.submissions") == before


def test_another_label_leaves_a_report_waiting(night, teach, register):
    night(a=court())
    teach(TRIED)
    teach(TaughtLabel(ACCEPTED.label, "court", "cases_accepted", "DK-VKS"))
    assert night().renewed == ()
    assert len(decisions(register)) == 1


def test_a_label_of_its_unit_is_enough(night, teach, register):
    night(a=court())
    teach(ACCEPTED._replace(unit="DK-TA"))
    assert len(night().renewed) == 1
    assert decisions(register)[0][3] == ["N-LABEL-001"]


def test_a_report_that_still_waits_says_what_is_still_missing(night, teach, register):
    night(a=court((ACCEPTED.label, TRIED.label, *SOUND[2:])))
    teach(ACCEPTED)
    night()
    codes = ["E-MISS-003", "N-LABEL-001", "W-ROW-002"]
    assert decisions(register) == [(2, "court", "2023-Q2", codes)]
    teach(TRIED)
    night()
    assert decisions(register) == [(3, "court", "2023-Q2", ["N-LABEL-001", "N-LABEL-001"])]


def test_a_sheet_of_no_form_is_recognised_by_what_was_taught(night, teach, register):
    night(a=court(STRANGE))
    assert decisions(register) == [(1, None, None, ["E-FORM-001"])]
    teach(TRIED)
    night()
    codes = ["E-MISS-003", "E-MISS-003", "N-LABEL-001", "W-ROW-002", "W-ROW-002"]
    assert decisions(register) == [(2, "court", "2023-Q2", codes)]


def test_of_a_zip_only_the_part_that_waits(night, teach, register):
    parts = {
        "a.xlsx": court(),
        "b.xlsx": court(SOUND, "Quý I/2023"),
        "c.xlsx": court(STRANGE, "Quý III/2022"),
    }
    night(zip1=zipped(parts))
    assert [d[:3] for d in decisions(register)] == [
        (1, "court", "2023-Q2"), (2, "court", "2023-Q1"), (3, None, None)
    ]  # fmt: skip
    teach(ACCEPTED)
    assert len(night().renewed) == 2
    after = decisions(register)
    assert [d[:3] for d in after] == [
        (2, "court", "2023-Q1"), (4, "court", "2023-Q2"), (5, "court", "2022-Q3")
    ]  # fmt: skip
    assert night().renewed == ()


def test_the_rest_of_a_zip_is_decided_anew_without_what_was_recognised(night, teach, register):
    foreign = court(("Một dòng", "Hai dòng", "Ba dòng", "Bốn dòng"), "Quý I/2023")
    night(zip1=zipped({"a.xlsx": court(STRANGE), "b.xlsx": foreign}))
    assert decisions(register) == [(1, None, None, ["E-FORM-001", "E-FORM-001"])]
    teach(TRIED)
    night()
    after = decisions(register)
    assert [d[:2] for d in after] == [(2, "court"), (3, None)]
    assert after[1][3] == ["E-FORM-001"]
    assert night().renewed == ()


def test_a_report_that_was_sent_again_since_no_longer_waits(night, teach, register):
    night(a=court())
    night(AT + timedelta(hours=1), b=court(SOUND))
    teach(ACCEPTED)
    assert night().renewed == ()


def test_a_removed_label_undoes_what_it_read(night, teach, register):
    night(a=court())
    teach(ACCEPTED)
    night()
    teach(ACCEPTED, "removed")
    night()
    assert decisions(register) == [(3, "court", "2023-Q2", ["E-MISS-003", "W-ROW-002"])]
    assert night().renewed == ()


def test_a_new_report_is_read_by_the_labels_taught_before(night, teach, register):
    teach(ACCEPTED)
    night(a=court())
    assert decisions(register) == [(1, "court", "2023-Q2", ["N-LABEL-001"])]


def test_a_killed_renewal_leaves_the_register_as_it_was(night, teach, register, monkeypatch):
    night(a=court())
    teach(ACCEPTED)

    def fails(_):
        raise RuntimeError("killed")

    with monkeypatch.context() as patch:
        patch.setattr("assets.raw.renewal.register_rows.build_finding_table", fails)
        with pytest.raises(RuntimeError, match="killed"):
            night()
    assert decisions(register) == [(1, "court", "2023-Q2", ["E-MISS-003", "W-ROW-002"])]
    assert len(night().renewed) == 1


def test_the_latest_event_of_a_label_and_scope_counts(teach, register):
    own = ACCEPTED._replace(unit="DK-TA", label="ÁN  vào sổ")
    for label, event in ((ACCEPTED, "taught"), (own, "taught"), (ACCEPTED, "removed")):
        teach(label, event)
    assert query_taught_labels(register) == (own,)
    teach(ACCEPTED)
    assert query_taught_labels(register) == (own, ACCEPTED)
