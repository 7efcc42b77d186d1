"""`chiso alias`: what it records, what it refuses, and that `chiso check` reads by it."""

import json

import pytest
from typer.testing import CliRunner

from pipelines import cli
from tests.raw.test_renewal import court
from tests.sent import arrive
from warehouse.home import Home
from warehouse.home_identity import HomeError
from warehouse.store import Store

TARGET = "court.cases_accepted"


@pytest.fixture(autouse=True)
def surroundings(monkeypatch):
    for name in ("CHISO_HOME", "CHISO_CATALOGUE", "CHISO_LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CHISO_AS_OF", "2023-08-01")


@pytest.fixture
def home(tmp_path):
    home = Home(tmp_path / "home")
    home.create_folders()
    return home


@pytest.fixture
def alias(home):
    def run(label, target=TARGET, *options, by="Hoa"):
        arguments = ["alias", label, target, "--by", by, *options, "--home", str(home.root)]
        return CliRunner().invoke(cli.app, arguments, catch_exceptions=False)

    return run


def recorded(home):
    with Store(home.register_file, read_only=True) as register:
        return register.query_rows(
            "SELECT sequence, event, label, form, element, unit, person FROM raw.taught_labels "
            "ORDER BY sequence"
        )


def test_a_label_is_recorded_with_who_and_for_whom(home, alias):
    result = alias("  Án   vào sổ ")
    assert result.exit_code == 0
    assert "«Án vào sổ»" in result.output
    assert "mọi đơn vị" in result.output
    assert alias("Án nhận", TARGET, "--unit", "DK-TA", by="Lan").exit_code == 0
    assert alias("ÁN VÀO SỔ", TARGET, "--remove").exit_code == 0
    assert recorded(home) == [
        (1, "taught", "Án vào sổ", "court", "cases_accepted", None, "Hoa"),
        (2, "taught", "Án nhận", "court", "cases_accepted", "DK-TA", "Lan"),
        (3, "removed", "ÁN VÀO SỔ", "court", "cases_accepted", None, "Hoa"),
    ]


def test_what_is_known_already_is_not_recorded_again(home, alias):
    assert alias("Số vụ án thụ lý").exit_code == 0
    assert alias("Án vào sổ").exit_code == 0
    again = alias("án vào sổ", TARGET, "--lang", "en")
    assert (again.exit_code, "already taken for" in again.output) == (0, True)
    assert len(recorded(home)) == 1


@pytest.mark.parametrize(
    ("label", "target", "options", "output"),
    [
        ("Số vụ án đã xét xử", TARGET, (), "chỉ tiêu khác"),
        ("Án vào sổ", "court.gone", (), "court.gone"),
        ("Án vào sổ", "court", (), "FORM"),
        ("Án vào sổ", TARGET, ("--unit", "DK-YT"), "health"),
        ("Án vào sổ", TARGET, ("--unit", "XX"), "DK-TA"),
        ("Án vào sổ", "cases_accepted", (), "«cases_accepted»"),
        ("Nguyễn Văn Tèo", TARGET, (), "họ tên"),
        ("0912345678 gọi", TARGET, (), "dữ liệu cá nhân"),
        ("12", TARGET, (), "bằng chữ"),
        ("…", TARGET, (), "bằng chữ"),
        ("a" * 201, TARGET, (), "200"),
        ("Án vào sổ", TARGET, ("--remove",), "không có gì để bỏ"),
    ],
)
def test_what_cannot_be_taught_is_not_recorded(home, alias, label, target, options, output):
    result = alias(label, target, *options)
    assert result.exit_code == 2
    assert output.replace("FORM", "BIỂU") in result.output
    assert not home.register_file.exists() or recorded(home) == []


def test_one_label_has_one_meaning_in_every_scope(home, alias):
    assert alias("Án xong", "court.cases_tried", "--unit", "DK-TA").exit_code == 0
    assert alias("Án xong", TARGET).exit_code == 2
    assert alias("Án mới", TARGET).exit_code == 0
    assert alias("Án mới", "court.cases_tried", "--unit", "DK-TA").exit_code == 2
    assert alias("Án xong", "court.cases_tried").exit_code == 0
    assert len(recorded(home)) == 3


def test_a_mistyped_home_is_not_created(tmp_path):
    options = ["--by", "Hoa", "--home", str(tmp_path / "hom")]
    with pytest.raises(HomeError):
        CliRunner().invoke(cli.app, ["alias", "Án", TARGET, *options], catch_exceptions=False)
    assert not (tmp_path / "hom").exists()


def test_it_needs_a_name(home, alias):
    result = alias("Án vào sổ", by=" ")
    assert (result.exit_code, "--by" in result.output) == (2, True)


def test_who_teaches_is_a_name_and_no_number_of_a_person(home, alias):
    result = alias("Án vào sổ", by="Hoa 0912345678")
    assert (result.exit_code, "điện thoại" in result.output) == (2, True)
    assert not home.register_file.exists()
    assert alias("Án vào sổ", by="Nguyễn Thị Hoa").exit_code == 0


def test_it_waits_for_no_run(home, alias):
    home.create_folders()
    with home.hold_lock():
        assert alias("Án vào sổ").exit_code == 3


def test_check_reads_by_what_was_taught(home, alias, tmp_path):
    file = tmp_path / "a.xlsx"
    file.write_bytes(court())
    arrive(file)

    def checked():
        arguments = ["check", str(file), "--json", "--home", str(home.root)]
        (submission,) = json.loads(CliRunner().invoke(cli.app, arguments).stdout)
        return sorted(finding["code"] for finding in submission["findings"])

    assert checked() == ["E-MISS-003", "W-ROW-002"]
    alias("Án vào sổ")
    assert checked() == ["N-LABEL-001"]
