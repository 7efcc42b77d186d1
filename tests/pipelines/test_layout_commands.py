"""`chiso layout`: from a stranger's file to a layout in force, and back."""

import json
from datetime import timedelta

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from assets.intake import ingest_inbox
from pipelines import cli
from tests.sent import CATALOGUE, RECEIVED, arrive, new_home, register_of
from tests.warehouse.forms.layouts.drawn_sheets import FIRST_QUARTER, draw, write_xlsx
from warehouse.forms.layouts.proposal_workbook import CONFIRMATION_CELL, CONFIRMED, UNIT_CELL

PERIOD = "Quý I/2023"
TRIED_ROW, MOBILE_ROW = 12, 14
"""Rows of the proposal: the elements stand from row 11 on, in the form's order."""
FIGURES = [
    ("cases_accepted", "D5", 9),
    ("cases_tried", "D6", 7),
    ("defendants_tried", "D7", 12),
    ("mobile_trials", "D8", 1),
]


pytestmark = pytest.mark.usefixtures("plain_surroundings")


@pytest.fixture
def home(tmp_path):
    return new_home(tmp_path / "home")


@pytest.fixture
def chiso(home):
    """Run a command in the test's home."""

    def run(*arguments):
        typed = [str(a) for a in ("layout", *arguments, "--home", home.root, "--lang", "en")]
        return CliRunner().invoke(cli.app, typed, catch_exceptions=False)

    return run


@pytest.fixture
def report(home):
    """Put the strange report into the inbox, and return a copy of it outside."""
    path = home.root.parent / "court.xlsx"
    path.write_bytes(write_xlsx(draw(FIRST_QUARTER)))
    inside = home.inbox_folder / "court.xlsx"
    inside.write_bytes(path.read_bytes())
    arrive(inside, RECEIVED)
    return path


@pytest.fixture
def proposal(chiso, report, tmp_path):
    """Return the path of the workbook proposed for the report."""
    result = chiso("propose", report, "--out", tmp_path / "out")
    assert result.exit_code == 0, result.output
    (path,) = (tmp_path / "out").iterdir()
    return path


def answer(path, **cells):
    """Type answers into a proposal, and confirm it."""
    book = load_workbook(path)
    sheet = book["Đề xuất cách đọc"]
    for row, column in enumerate("DDDD", 5):
        sheet[f"C{row + 6}"] = f"{column}{row}"
    sheet[CONFIRMATION_CELL] = CONFIRMED
    for address, text in cells.items():
        sheet[address] = text
    book.save(path)


def run_intake(home):
    with register_of(home) as register:
        return ingest_inbox(home, CATALOGUE, register)


def standing(home):
    """Return form, period, codes and figures of the submissions that count."""
    with register_of(home) as register:
        return register.query_rows(
            """
            SELECT s.form, s.period,
                (SELECT list_sort(list(code)) FROM raw.findings AS f
                    WHERE f.submission = s.submission),
                (SELECT list((element, cell, value) ORDER BY cell) FROM raw.cells AS c
                    WHERE c.submission = s.submission)
            FROM raw.submissions AS s
            ANTI JOIN raw.renewed_decisions AS r ON r.earlier_submission = s.submission
            """
        )


def test_the_json_has_the_promised_fields_and_writes_nothing(chiso, report, home):
    result = chiso("propose", report, "--json")
    assert result.exit_code == 0
    printed = json.loads(result.stdout)
    assert set(printed) == {"form", "unit", "period", "elements"}
    assert (printed["form"], printed["unit"], printed["period"]) == ("court", "DK-TA", "2023-Q1")
    assert all(set(e) == {"element", "cell", "value", "sure"} for e in printed["elements"])
    assert not (home.root / "layouts").exists()


def test_a_waiting_report_is_read_in_its_own_cells_once_accepted(chiso, home, proposal):
    run_intake(home)
    assert [row[:3] for row in standing(home)] == [(None, None, ["E-FORM-001"])]
    assert run_intake(home).renewed == ()
    answer(proposal)
    result = chiso("accept", proposal, "--by", "Hoa")
    assert result.exit_code == 0, result.output
    assert "DK-TA-court-1" in result.stdout
    (renewed,) = run_intake(home).renewed
    assert renewed.report.layout == "typed"
    ((form, period, codes, cells),) = standing(home)
    assert (form, period, codes) == ("court", "2023-Q1", ["N-LAYOUT-001"])
    assert cells == FIGURES
    assert run_intake(home).renewed == ()
    assert chiso("retire", "DK-TA-court-1", "--by", "Hoa").exit_code == 0
    run_intake(home)
    assert [row[:3] for row in standing(home)] == [(None, None, ["E-FORM-001"])]


def test_every_unrecognised_report_waits_whatever_came_after_it(chiso, home, proposal):
    later = home.inbox_folder / "later.xlsx"
    later.write_bytes(write_xlsx(draw(FIRST_QUARTER.replace("Án", "Việc"))))
    arrive(later, RECEIVED + timedelta(days=1))
    run_intake(home)
    answer(proposal)
    assert chiso("accept", proposal, "--by", "Hoa").exit_code == 0
    assert [s.report.form for s in run_intake(home).renewed] == ["court"]


def test_a_new_proposal_names_what_changed_since_the_layout(chiso, proposal, tmp_path):
    answer(proposal)
    assert chiso("accept", proposal, "--by", "Hoa").exit_code == 0
    path = tmp_path / "renamed.xlsx"
    path.write_bytes(write_xlsx(draw(FIRST_QUARTER.replace("Luỹ kế", "Quý trước"))))
    printed = chiso("propose", path, "--out", tmp_path / "second").stdout
    assert "«DK-TA-court-1»: there is a new column «quy truoc»" in printed
    assert "«DK-TA-court-1»: the column «luy ke» is gone" in printed
    (workbook,) = (tmp_path / "second").iterdir()
    sheet = load_workbook(workbook)["Đề xuất cách đọc"]
    texts = [cell.value for cell in sheet["A"] if cell.value]
    assert any("there is a new column «quy truoc»" in text for text in texts)


def test_a_proposal_counts_once_and_leaves_nothing_behind(chiso, home, proposal):
    answer(proposal)
    assert chiso("accept", proposal, "--by", "Hoa").exit_code == 0
    assert list((home.root / "layouts" / "proposals").iterdir()) == []
    second = chiso("accept", proposal, "--by", "Hoa")
    assert second.exit_code == 2
    assert "decided already" in second.stderr
    written = (home.root / "layouts" / "DK-TA-court-1.yaml").read_text(encoding="utf-8")
    assert chiso("show", "DK-TA-court-1").stdout == written
    assert "DK-TA-court-1" in chiso("list").stdout


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({CONFIRMATION_CELL: ""}, "does not say «Đúng»"),
        ({UNIT_CELL: "DK-VKS"}, "no unit that reports on this form"),
        ({f"C{TRIED_ROW}": "D5"}, "cell D5 is used for"),
        ({f"C{TRIED_ROW}": "Q99"}, "Q99 is no cell"),
        ({"B6": "Quý II/2023"}, "the titles name the period Q1 2023"),
        ({"B6": "hôm qua"}, "does not name a period"),
        ({"B7": "đô la"}, "choose a unit of money"),
    ],
)
def test_an_answer_that_is_missing_or_wrong_is_refused_and_may_be_mended(
    chiso, proposal, cells, reason
):
    answer(proposal, **cells)
    result = chiso("accept", proposal, "--by", "Hoa")
    assert result.exit_code == 2
    assert reason in result.stderr
    answer(proposal, **{UNIT_CELL: "DK-TA", "B6": PERIOD, "B7": "đồng"})
    assert chiso("accept", proposal, "--by", "Hoa").exit_code == 0


def test_an_element_that_the_sheet_lacks_is_missing_in_the_report(chiso, home, proposal):
    answer(proposal, **{f"C{MOBILE_ROW}": "không có"})
    accepted = chiso("accept", proposal, "--by", "Hoa")
    assert accepted.exit_code == 0
    assert "the table lacks the compulsory elements «Mobile trials»" in accepted.output
    run_intake(home)
    ((_, _, codes, cells),) = standing(home)
    assert codes == ["E-MISS-004", "N-LAYOUT-001"]
    assert ("mobile_trials", "D9", None) in cells


def test_a_forged_proposal_is_refused(chiso, proposal):
    answer(proposal)
    book = load_workbook(proposal)
    hidden = book["_chiso"]
    manifest = json.loads(hidden["A1"].value)
    hidden["A1"] = json.dumps(manifest | {"id": "0" * 16})
    book.save(proposal)
    result = chiso("accept", proposal, "--by", "Hoa")
    assert result.exit_code == 2
    assert "was not made here" in result.stderr


def test_a_proposal_of_another_home_is_refused(home, proposal):
    answer(proposal)
    other = new_home(home.root.parent / "other")
    typed = ["layout", "accept", str(proposal), "--by", "Hoa", "--home", str(other.root)]
    result = CliRunner().invoke(cli.app, [*typed, "--lang", "en"], catch_exceptions=False)
    assert result.exit_code == 2
    assert "was not made here" in result.stderr


def test_what_is_no_proposal_or_nobody_decides_is_refused(chiso, report):
    assert "no proposal" in chiso("accept", report, "--by", "Hoa").stderr
    assert "Say who decides" in chiso("accept", report, "--by", " ").stderr
    assert "There is no layout" in chiso("retire", "DK-TA-court-9", "--by", "Hoa").stderr
    assert "There is no layout" in chiso("show", "DK-TA-court-9").stderr
    assert "No layout" in chiso("list").stdout


def test_a_file_without_a_table_or_with_personal_data_has_no_proposal(chiso, tmp_path):
    path = tmp_path / "other.xlsx"
    path.write_bytes(write_xlsx(draw("== court | DK-TA | 2023-Q1 | f\nBàn | 4\nGhế | 16\n")))
    assert "No sheet has a table" in chiso("propose", path).stderr
    personal = FIRST_QUARTER.replace(
        "Đi xử xa", "Bị cáo Nguyễn Thị Hoa, sinh 1990, CCCD 031090001234"
    )
    path.write_bytes(write_xlsx(draw(personal)))
    assert "personal data" in chiso("propose", path).stderr
