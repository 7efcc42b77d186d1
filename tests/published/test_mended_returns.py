"""What went back for a report leaves `returned/`, where work still waits, once it is mended."""

import pytest

from assets.published.mended_returns import find_returned_file, move_mended_returns
from tests import spec
from warehouse.home import Home
from warehouse.store import Store

HEAD = "submission | received | unit | period | found | decision | schools | students\n"
FAULTY = "faulty | 2023-06-16 08:00 | DK-GDDT | 2023-H1 | E-NEG-001 in schools | | -20 | 9000\n"
AGAIN = "again | 2023-06-17 08:00 | DK-GDDT | 2023-H1 | E-NEG-001 in schools | | -10 | 9000\n"
MENDED = "mended | 2023-06-18 08:00 | DK-GDDT | 2023-H1 | | | 20 | 9000\n"
REPORT = "mended | 2023-06-18 08:00 | DK-GDDT | 2023-H1 | W-RANGE-001 in schools | | 20 | 9000\n"
BEFORE = "before | 2023-06-15 08:00 | DK-GDDT | 2023-H1 | | | 20 | 9000\n"
NEXT = "next | 2024-01-05 08:00 | DK-GDDT | 2023-H2 | | | 20 | 9000\n"
STRANGE = "strange | 2023-06-16 09:00 | | | E-FORM-001 | unrecognised | |\n"


def files_of(*submissions):
    return sorted(f"{name}{suffix}" for name in submissions for suffix in (".docx", ".xlsx"))


@pytest.fixture
def home(tmp_path):
    home = Home(tmp_path / "home")
    home.create_folders()
    return home


def move(home, *rows, head=HEAD):
    """Move what is mended, of reports that went back in files of their own name."""
    home.register_file.unlink(missing_ok=True)
    spec.register(head + "".join(rows), home.register_file)
    with Store(home.register_file) as register:
        register.create_table("raw.returns")
        register.execute(
            "INSERT INTO raw.returns SELECT submission, submission || '.xlsx' FROM raw.submissions "
            "WHERE submission IN (SELECT submission FROM raw.findings WHERE severity = 'error')"
        )
        for (name,) in register.query_rows("SELECT submission FROM raw.returns"):
            if not find_returned_file(home, f"{name}.xlsx").exists():
                for file in files_of(name):
                    (home.returned_folder / file).write_text(name, encoding="utf-8")
        return move_mended_returns(home, register)


def lying(folder):
    return sorted(path.name for path in folder.glob("*.*"))


@pytest.mark.parametrize("later", [MENDED, REPORT], ids=["clean", "with warnings"])
def test_a_mended_report_takes_what_went_back_for_it_along(home, later):
    assert move(home, FAULTY, AGAIN, later) == ["again.xlsx", "faulty.xlsx"]
    assert lying(home.returned_folder) == []
    assert lying(home.mended_folder) == files_of("again", "faulty")
    assert (home.mended_folder / "faulty.docx").read_text(encoding="utf-8") == "faulty"


@pytest.mark.parametrize(
    "others", [(), (AGAIN,), (BEFORE,), (NEXT,)], ids=["none", "faulty", "before", "next period"]
)
def test_what_is_not_mended_stays(home, others):
    assert move(home, FAULTY, *others) == []
    assert set(files_of("faulty")) <= set(lying(home.returned_folder))
    assert not home.mended_folder.exists()


def test_what_is_faulty_again_stays_and_what_was_mended_in_between_is_gone(home):
    later = AGAIN.replace("06-17", "06-20")
    assert move(home, FAULTY, MENDED, later) == ["faulty.xlsx"]
    assert lying(home.returned_folder) == files_of("again")


def test_what_was_not_recognised_belongs_to_no_report(home):
    assert move(home, STRANGE, MENDED) == []
    assert lying(home.returned_folder) == files_of("strange")


@pytest.mark.parametrize("finding", ["", "E-NEG-001 in schools"], ids=["accepted", "faulty"])
def test_what_went_back_for_a_decision_that_was_replaced_leaves_the_folder(home, finding):
    strange = STRANGE.replace("\n", " |\n")
    renewed = "renewed | 2023-06-16 09:00 | DK-GDDT | 2023-H1 | FINDING | | 20 | 9000 | strange\n"
    head = HEAD.replace("students", "students | renews")
    assert move(home, strange, renewed.replace("FINDING", finding), head=head) == ["strange.xlsx"]
    assert lying(home.mended_folder) == files_of("strange")
    assert lying(home.returned_folder) == (files_of("renewed") if finding else [])


def test_a_second_night_moves_nothing(home):
    move(home, FAULTY, MENDED)
    assert move(home, FAULTY, MENDED) == []
    assert lying(home.mended_folder) == files_of("faulty")


def test_a_night_that_was_cut_off_is_completed(home):
    move(home, FAULTY)
    home.mended_folder.mkdir()
    (home.returned_folder / "faulty.xlsx").rename(home.mended_folder / "faulty.xlsx")
    assert move(home, FAULTY, MENDED) == ["faulty.xlsx"]
    assert lying(home.mended_folder) == files_of("faulty")


def test_an_officer_may_have_taken_a_file(home):
    move(home, FAULTY)
    (home.returned_folder / "faulty.docx").unlink()
    assert move(home, FAULTY, MENDED) == ["faulty.xlsx"]
    assert lying(home.mended_folder) == ["faulty.xlsx"]


def test_a_file_is_found_where_it_lies(home):
    move(home, FAULTY)
    assert find_returned_file(home, "faulty.xlsx").parent == home.returned_folder
    move(home, FAULTY, MENDED)
    assert find_returned_file(home, "faulty.xlsx").parent == home.mended_folder
