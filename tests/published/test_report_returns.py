"""What goes back to senders: every faulty report once, under a name that harms nobody.

What the workbook looks like has specs of its own.
"""

import re
from unicodedata import category

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from assets.published import return_package
from assets.published.report_returns import return_reports
from assets.published.returned.returned_workbook import ReturnSummary
from assets.raw import archive
from tests import spec
from tests.sent import SCHOOLS, schools, send
from warehouse.home import Home
from warehouse.store import Store

SENT = """
submission | received         | unit    | period  | found                            | decision     | schools | students
good       | 2023-06-15 08:00 | DK-GDDT | 2023-H1 |                                  |              | 20      | 9000
asked      | 2023-06-15 09:00 | DK-GDDT | 2023-H1 | W-RANGE-001 in schools           |              | 20      | 9000
noted      | 2023-06-15 10:00 | DK-GDDT | 2023-H1 | N-NA-001 in schools              |              | 20      | 9000
faulty     | 2023-06-16 08:00 | DK-GDDT | 2023-H1 | E-NEG-001 in schools, E-MISS-001 in school_sessions |  | -20 | 9000
earlier    | 2023-06-16 07:00 | DK-GDDT | 2023-H1 | E-MISS-001 in students, W-RANGE-001 in schools      |  | 20  | …
strange    | 2023-06-16 09:00 |         |         | E-FORM-001                       | unrecognised |         |
"""  # noqa: E501  - a drawn table
NAMES = ["earlier [earlier].xlsx", "faulty [faulty].xlsx", "strange [strange].xlsx"]


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    path = tmp_path_factory.mktemp("sent") / "a.xlsx"
    send(path, schools(**SCHOOLS))
    return path.read_bytes()


@pytest.fixture
def home(tmp_path, original):
    """Make a home whose register holds the drawn reports, and whose archive holds their files."""
    home = Home(tmp_path / "home")
    home.create_folders()
    spec.register(SENT, home.register_file)
    with Store(home.register_file) as register:
        for (sha256,) in register.query_rows("SELECT sha256 FROM raw.submissions"):
            archive.archive_bytes(
                archive.build_archive_path(home.archive_folder, sha256, "a.xlsx"), original
            )
    return home


@pytest.fixture
def register(home):
    with Store(home.register_file) as opened:
        yield opened


@pytest.fixture
def written(monkeypatch):
    """Record the submissions written, in order; the workbooks themselves are dummies."""
    submissions = []

    def write(_, returned, path):
        submissions.append(returned)
        path.write_bytes(b"workbook")
        return ReturnSummary("list", ())

    monkeypatch.setattr(return_package, "write_returned_workbook", write)
    return submissions


def back(home, register):
    return return_reports(home, spec.catalogue(), register)


def lying(home):
    return sorted(p.name for p in home.returned_folder.iterdir())


def with_letters(names):
    return sorted(name for n in names for name in (n, f"{n.removesuffix('.xlsx')}.docx"))


# Which


def test_what_has_an_error_goes_back_in_the_order_it_came(home, register, written):
    assert back(home, register) == NAMES
    assert lying(home) == with_letters(NAMES)
    assert [returned.file_name for returned in written] == [
        "earlier.xlsx",
        "faulty.xlsx",
        "strange.xlsx",
    ]


def test_a_workbook_is_told_all_that_is_known_of_its_report(home, register, written):
    back(home, register)
    earlier, _, strange = written
    assert (earlier.form, earlier.unit, earlier.period) == ("education", "DK-GDDT", "2023-H1")
    assert earlier.carries_manifest
    assert earlier.original_file.is_relative_to(home.archive_folder)
    assert [(f["code"], f["element"]) for f in earlier.findings] == [
        ("E-MISS-001", "students"),
        ("W-RANGE-001", "schools"),
    ]
    assert earlier.values == {"schools": 20}  # a missing one is no value
    assert (strange.form, strange.unit, strange.period, strange.values) == (None, None, None, {})
    assert [f["code"] for f in strange.findings] == ["E-FORM-001"]


def test_of_the_unrecognised_the_home_says_whether_it_is_synthetic(home, register, written):
    register.execute("UPDATE raw.submissions SET synthetic = submission = 'good'")
    back(home, register)
    assert {r.file_name: r.synthetic for r in written} == {
        "earlier.xlsx": False,
        "faulty.xlsx": False,
        "strange.xlsx": True,
    }


def test_where_no_number_could_be_read_the_text_goes_back(home, register, written):
    register.execute(
        "UPDATE raw.cells SET raw_text = 'hai mươi', state = 'unreadable', value = NULL "
        "WHERE submission = 'faulty' AND element = 'schools'"
    )
    back(home, register)
    assert written[1].values == {"schools": "hai mươi", "students": 9000}


def test_the_workbook_is_one_that_opens_with_its_faults_in_front(home, register):
    for name in back(home, register):
        book = load_workbook(home.returned_folder / name)
        assert book.sheetnames[0] == "LOI_CAN_SUA"
    assert len(lying(home)) == 6


def test_the_register_has_the_cell_of_each_fault_in_both_files(home, register):
    """An office's own layout goes back in our form, where the figures stand elsewhere."""
    register.execute("UPDATE raw.submissions SET layout = 'typed'")
    register.execute("UPDATE raw.findings SET sheet = 'BC', cell = 'C4' WHERE element = 'schools'")
    back(home, register)
    assert register.query_rows(
        "FROM raw.returned_cells WHERE element = 'schools' OR element IS NULL ORDER BY submission"
    ) == [
        ("earlier", "W-RANGE-001", "schools", "BC", "C4", "Báo cáo", "D11"),
        ("faulty", "E-NEG-001", "schools", "BC", "C4", "Báo cáo", "D11"),
        ("strange", "E-FORM-001", None, None, None, None, None),
    ]


# Once


def test_what_was_sent_back_is_not_sent_again(home, register, written):
    assert len(back(home, register)) == 3
    assert back(home, register) == []
    assert len(written) == 3


def test_an_officer_may_empty_the_folder(home, register, written):
    for name in back(home, register):
        (home.returned_folder / name).unlink()
        (home.returned_folder / name).with_suffix(".docx").unlink()
    assert back(home, register) == []
    assert lying(home) == []


def test_the_register_remembers_what_was_sent_and_in_which_file(home, register, written):
    back(home, register)
    assert register.query_rows("FROM raw.returns ORDER BY submission") == [
        ("earlier", "earlier [earlier].xlsx"),
        ("faulty", "faulty [faulty].xlsx"),
        ("strange", "strange [strange].xlsx"),
    ]


@pytest.mark.parametrize(
    "step",
    [
        "return_package.write_returned_workbook",
        "return_package.write_letter",
        "report_returns.pa.table",
    ],
)
def test_a_run_killed_in_the_middle_sends_the_rest_and_nothing_twice(
    home, register, written, monkeypatch, step
):
    calls = []

    def dies(*_, **__):
        calls.append(step)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(f"assets.published.{step}", dies)
        with pytest.raises(KeyboardInterrupt):
            back(home, register)
    assert len(calls) == 1
    assert register.query_rows("FROM raw.returns") == []
    back(home, register)
    assert lying(home) == with_letters(NAMES)
    assert len(register.query_rows("FROM raw.returns")) == 3


# Under which name


def name_for(home, register, file_name):
    """Return the name under which a file of that name goes back."""
    register.execute("DROP TABLE IF EXISTS raw.returns")
    register.execute(
        "UPDATE raw.submissions SET file_name = ? WHERE submission = 'faulty'", [file_name]
    )
    return back(home, register)[1]


@pytest.mark.parametrize(
    ("sent", "plain"),
    [
        ("Báo cáo tháng 5 (sửa).xlsx", "Báo cáo tháng 5 (sửa)"),
        ("Ba\u0301o ca\u0301o.xlsx", "Báo cáo"),  # as a Mac writes it
        ("../../etc/passwd.xlsx", "_.._etc_passwd"),
        ("C:\\bao cao.xls", "C_bao cao"),
        ("a\nb\tc.xlsx", "a_b_c"),
        ("a\u202excel.slx.exe", "a_xcel.slx"),  # a mark that turns the name round
        ("=cmd|' /c calc'!A1.xlsx", "_cmd_ _c calc_A1"),
        (".xlsx", "tep"),
        ("...", "tep"),
        ("", "tep"),
        ("no suffix", "no suffix"),
        ("a.b.c.xlsx", "a.b.c"),
    ],
)
def test_a_name_becomes_a_plain_one(home, register, written, sent, plain):
    assert name_for(home, register, sent) == f"{plain} [faulty].xlsx"


@pytest.mark.parametrize("letter", ["x", "ế", "𝒜", "/"])
def test_a_long_name_is_cut_to_what_a_folder_can_hold(home, register, written, letter):
    name = name_for(home, register, letter * 250 + ".xlsx")
    assert name in lying(home)
    assert name.startswith("_" if letter == "/" else letter * 20)


@pytest.fixture(scope="module")
def one_home(tmp_path_factory):
    home = Home(tmp_path_factory.mktemp("home"))
    home.create_folders()
    reports = spec.drawn(SENT)
    spec.register(
        [r for r in reports if r["submission"] in ("faulty", "earlier")], home.register_file
    )
    with Store(home.register_file) as register, pytest.MonkeyPatch.context() as patch:

        def touch(_, __, path):
            path.touch()
            return ReturnSummary("list", ())

        patch.setattr(return_package, "write_returned_workbook", touch)
        patch.setattr(return_package, "write_letter", lambda *_, path, **__: path.touch())
        patch.setattr(archive, "find_archived_file", lambda *_: None)
        yield home, register


@settings(max_examples=40)
@given(st.text(max_size=300) | st.text(st.sampled_from("./\\~\u202e\0a "), max_size=9))
def test_no_name_ever_leaves_the_folder_or_hides_what_it_is(one_home, file_name):
    home, register = one_home
    name = name_for(home, register, file_name)
    assert (home.returned_folder / name).parent == home.returned_folder
    assert (home.returned_folder / name).is_file()
    assert name.endswith(" [faulty].xlsx")
    assert not re.search(r'[/\\:*?"<>|]', name)
    assert not name.startswith((".", " "))
    assert not [c for c in name if category(c) in ("Cc", "Cf", "Zl", "Zp")]
