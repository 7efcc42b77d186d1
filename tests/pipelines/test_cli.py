"""The `chiso` command: what it prints in both languages, and what its exit code means.

The night itself is in `test_night_run`, `chiso ui` in `test_ui`.
"""

import json
import os
import subprocess
import sys
from dataclasses import fields
from datetime import date, timedelta
from importlib.metadata import version
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from expectations.codes import Finding
from pipelines import cli
from tests import spec
from tests.sent import RECEIVED, SCHOOLS, new_home, schools, send
from warehouse.forms.blank.template import BlankForm
from warehouse.forms.file_names import MASKED_NAME
from warehouse.home import Home
from warehouse.periods import parse_period_code
from warehouse.store import Store

COMMANDS = (
    "demo",
    "nightly",
    "check",
    "alias",
    "forms",
    "owed",
    "board",
    "explain",
    "asof",
    "diff",
    "publication",
    "remind",
    "findings",
    "ui",
    "login",
    "doctor",
    "status",
    "rebuild",
    "verify",
    "backup",
    "restore",
    "tables",
    "report",
    "sheet",
    "notebook",
    "exports",
)
GROUP_FILES = (
    "correction_commands.py",
    "held_commands.py",
    "layout_commands.py",
    "obstacle_commands.py",
)
FAULTY = {"D11": "hai [b]mươi[/b]", "D14": 9001, "D15": None}


pytestmark = pytest.mark.usefixtures("plain_surroundings")


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "home")


@pytest.fixture
def chiso(home):
    """Run a command in the test's home."""

    def run(*arguments):
        return CliRunner().invoke(
            cli.app, [str(a) for a in (*arguments, "--home", home.root)], catch_exceptions=False
        )

    return run


def join_output(result):
    """Join the output of a command to one line."""
    return " ".join(result.output.split())


# Help


def test_every_command_is_listed_in_the_help():
    listed = {command.callback.__name__ for command in cli.app.registered_commands}
    listed |= {group.name for group in cli.app.registered_groups}
    unknown = listed ^ {
        *COMMANDS,
        "alerts",
        "catalogue",
        "corrections",
        "held",
        "layout",
        "obstacles",
        "refused",
    }
    assert not unknown, f"COMMANDS of tests/pipelines/test_cli.py is not what is listed: {unknown}"
    result = CliRunner().invoke(cli.app, ["--help"])
    assert result.exit_code == 0
    assert all(f" {command} " in result.output for command in COMMANDS)


def test_every_module_of_a_command_can_be_run_from_the_command_line():
    folder = Path(cli.__file__).parent
    texts = {path: path.read_text(encoding="utf-8") for path in folder.rglob("*.py")}
    files = ("cli.py", "command_groups.py", *GROUP_FILES)
    options = "".join(texts[folder / name] for name in files) + "".join(
        texts[folder / f"{group}_commands.py"] for group in ("recovery", "report", "figure")
    )
    commands = [
        path.stem
        for path, text in texts.items()
        if path.parent.name == "commands" and "\ndef main(" in text
    ]
    assert len(commands) >= len(COMMANDS)
    forgotten = [name for name in commands if f'run_command("{name}", home' not in options]
    assert not forgotten, f"add to pipelines/cli.py: {forgotten}"


LAYOUT_COMMANDS = (
    "layout propose",
    "layout accept",
    "layout list",
    "layout show",
    "layout diff",
    "layout retire",
)
CORRECTION_COMMANDS = ("corrections list", "corrections add", "corrections undo")
HELD_COMMANDS = ("held list", "held accept", "held reject")
ALERTS = (
    "alerts test",
    "alerts list",
    "alerts snooze",
    "alerts snoozes",
    "alerts heartbeat",
    "refused list",
    "refused release",
)


@pytest.mark.parametrize(
    "command",
    [*COMMANDS, *ALERTS, *HELD_COMMANDS, *LAYOUT_COMMANDS, *CORRECTION_COMMANDS],
)
def test_every_command_says_in_both_languages_what_it_does(command):
    result = CliRunner().invoke(cli.app, [*command.split(), "--help"])
    assert result.exit_code == 0
    assert " / " in join_output(result).split("Options")[0]
    assert "--home" in result.output
    assert "--lang" in result.output


def test_help_answers_without_loading_anything_heavy():
    code = (
        "import sys; sys.argv = ['chiso', '--help']\n"
        "from pipelines.cli import app\n"
        "try: app()\n"
        "finally: print({'dagster', 'duckdb', 'pandas', 'great_expectations'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONPATH": str(Path(cli.__file__).parent.parent)},
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("set()\n")


@pytest.mark.parametrize("given", [["nigtly"], ["owed", "--lang", "fr"], ["check"]])
def test_a_slip_of_the_fingers_is_told_and_runs_nothing(home, given):
    result = CliRunner().invoke(cli.app, [*given])
    assert result.exit_code == 2
    assert "Usage" in result.output


# check


def test_personal_data_are_refused_cell_by_cell(chiso, home):
    send(home.root / "a.xlsx", schools(), {"E12": "Trần Thị Mơ, sinh 1985", "E13": "0912345678"})
    code, (finding,) = check(chiso, home.root / "a.xlsx")
    assert code == 2
    assert [(f["sheet"], f["cell"], f["code"], f["observed"]) for f in finding["findings"]] == [
        ("Báo cáo", "E12", "E-PII-001", ""),
        ("Báo cáo", "E13", "E-PII-001", ""),
    ]
    result = chiso("check", home.root / "a.xlsx")
    assert result.exit_code == 2
    assert "E13" in result.output
    assert not {"Trần", "Mơ", "1985", "0912345678"} & set(result.output.replace(",", " ").split())


def check(chiso, path, *options):
    """Return the exit code and the output of `check --json`."""
    result = chiso("check", path, "--json", *options)
    return result.exit_code, json.loads(result.stdout)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "báo cáo [1].xlsx"


def test_a_faultless_report_is_0(chiso, path):
    send(path, schools())
    assert check(chiso, path) == (
        0,
        [
            {
                "form": "education",
                "unit": "DK-GDDT",
                "period": "2023-H1",
                "sheet": "Báo cáo",
                "findings": [],
            }
        ],
    )


@pytest.mark.parametrize(
    ("lang", "expected_text"),
    [
        (
            "vi",
            "đủ và hợp lệ. So với các kỳ trước và các đơn vị khác chỉ xét trong lượt chạy đêm.",
        ),
        ("en", "complete and valid. Other periods and offices are looked at by the night alone."),
    ],
)
def test_a_faultless_report_is_told_in_words(chiso, path, lang, expected_text):
    send(path, schools())
    result = chiso("check", path, "--lang", lang)
    assert result.exit_code == 0
    assert join_output(result) == f"✔ education · DK-GDDT · 2023-H1: {expected_text}"


def test_what_is_only_asked_about_is_0_too(chiso, path):
    send(path, schools(school_sessions=61))
    code, (report,) = check(chiso, path)
    assert code == 0
    assert [(f["code"], f["cell"]) for f in report["findings"]] == [("W-RANGE-001", "D15")]


def test_a_report_with_errors_is_1_and_every_error_has_its_cell(chiso, path):
    send(path, schools(), FAULTY)
    code, (report,) = check(chiso, path)
    assert code == 1
    assert {(f["cell"], f["code"], f["severity"]) for f in report["findings"]} == {
        ("D11", "E-NUM-001", "error"),
        ("D14", "E-PART-001", "error"),
        ("D15", "E-MISS-001", "error"),
    }
    for finding in report["findings"]:
        assert list(finding) == [f.name for f in fields(Finding)]


@pytest.mark.parametrize(
    ("lang", "expected_text"),
    [
        ("vi", ("3 lỗi, 0 cảnh báo", "«hai [b]mươi[/b]» không phải là số.", "Ô", "Cách sửa")),
        ("en", ("errors 3, warnings 0", "«hai [b]mươi[/b]» is not a number.", "Cell", "Error")),
    ],
)
def test_errors_are_told_in_a_table(chiso, path, lang, expected_text):
    send(path, schools(), FAULTY)
    result = chiso("check", path, "--lang", lang)
    assert result.exit_code == 1
    for word in (*expected_text, "D11", "D14", "D15"):
        assert word in result.output


def test_what_cannot_be_read_is_2(chiso, path):
    path.write_bytes(b"Kinh gui")
    code, (report,) = check(chiso, path)
    assert code == 2
    assert (report["form"], report["unit"], report["period"]) == (None, None, None)
    assert [f["code"] for f in report["findings"]] == ["E-TEXT-002"]
    result = chiso("check", path)
    assert result.exit_code == 2
    assert join_output(result).startswith("báo cáo [1].xlsx: 1 lỗi")


def test_what_is_too_large_is_2_and_says_so(chiso, path):
    with path.open("wb") as file:
        file.truncate((64 << 20) + 1)
    code, (report,) = check(chiso, path)
    assert code == 2
    assert [f["code"] for f in report["findings"]] == ["E-FILE-002", "N-PII-001"]


@pytest.mark.parametrize(
    ("lang", "expected_text"), [("vi", "Không có tệp"), ("en", "There is no file")]
)
def test_what_is_not_there_is_2(chiso, path, lang, expected_text):
    result = chiso("check", path, "--lang", lang)
    assert result.exit_code == 2
    assert result.stderr.startswith(expected_text)
    assert path.name in result.stderr


def test_checking_takes_nothing_in(chiso, home, path):
    send(path, schools())
    before = path.read_bytes(), path.stat().st_mtime_ns
    chiso("check", path)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert not home.root.exists()


def test_a_year_to_date_figure_is_held_against_what_is_published(chiso, home, path):
    publish(home, "s1 | 2023-06-15 08:00 | DK-GDDT | 2023-H1 | 5000 |")
    half = BlankForm(
        "education", "DK-GDDT", parse_period_code("2023-H2"), SCHOOLS | {"students_reached": 4999}
    )
    send(path, half, at=RECEIVED + timedelta(days=183))
    code, (report,) = check(chiso, path)
    assert code == 0
    assert [(f["code"], f["cell"]) for f in report["findings"]] == [("W-CUMULATIVE-001", "D14")]


# forms


def blank(chiso, folder, lang="vi", **given):
    arguments_by_name = {"form": "education", "unit": "DK-GDDT", "period": "2023-H1"} | given
    options = [part for name, value in arguments_by_name.items() for part in (f"--{name}", value)]
    return chiso("forms", *options, "--out", folder, "--lang", lang)


@pytest.mark.parametrize("period", ["2023-H1", "6 tháng đầu năm 2023", "2023-h1"])
@pytest.mark.parametrize(("lang", "expected_text"), [("vi", "Đã viết"), ("en", "Wrote")])
def test_a_blank_form_is_written(chiso, tmp_path, lang, expected_text, period):
    result = blank(chiso, tmp_path / "new" / "folder", lang, period=period)
    path = tmp_path / "new" / "folder" / "education DK-GDDT 2023-H1.xlsx"
    assert result.exit_code == 0
    assert result.output == f"{expected_text} {path}\n"
    assert load_workbook(path)["Báo cáo"]["C7"].value == "6 tháng đầu năm 2023"


@pytest.mark.parametrize(
    ("given", "vi", "en"),
    [
        (
            {"form": "edu"},
            "Không có biểu mẫu «edu». Có: court, culture, education,",
            "There is no form «edu». There are: court, culture, education,",
        ),
        ({"unit": "DK"}, "DK không nộp báo cáo nào", "DK reports on no form"),
        ({"unit": "GDDT"}, "Không có đơn vị «GDDT». Có: VN, HP,", "There is no unit «GDDT»."),
        (
            {"form": "ward"},
            "DK-GDDT báo cáo theo biểu education, không theo ward.",
            "DK-GDDT reports on form education, not on ward.",
        ),
        (
            {"period": "2023-05"},
            "DK-GDDT không phải nộp biểu education cho kỳ Tháng 05/2023.",
            "DK-GDDT does not owe form education for May 2023.",
        ),
        (
            {"period": "2025-H2"},
            "DK-GDDT không phải nộp biểu education cho kỳ 6 tháng cuối năm 2025.",
            "DK-GDDT does not owe form education for Second half of 2025.",
        ),
        ({"period": "năm ngoái"}, "«năm ngoái» không nêu kỳ nào", "«năm ngoái» names 0 periods"),
    ],
)
def test_what_cannot_be_a_form_is_told_and_not_written(chiso, tmp_path, given, vi, en):
    for lang, expected_text in (("vi", vi), ("en", en)):
        result = blank(chiso, tmp_path / "new", lang, **given)
        assert result.exit_code == 2
        assert expected_text in result.stderr
    assert not (tmp_path / "new").exists()


# owed


def publish(home, *reports):
    """Put in force a warehouse of the reports drawn."""
    header = "submission | received | unit | period | students_reached | found"
    home.create_folders()
    path = spec.rebuilt("\n".join([header, *reports]), home.root, date(2023, 8, 1))
    (home.published_folder / "one").mkdir()
    path.rename(home.published_folder / "one" / "warehouse.duckdb")
    home.current_publication.symlink_to("one")


def listed(result):
    """List the rows of a printed table."""
    rows = [line.split("│")[1:-1] for line in result.output.splitlines() if line.startswith("│")]
    return [tuple(cell.strip() for cell in row) for row in rows]


OFFICE = "Phòng Giáo dục và Đào tạo quận (DK-GDDT)"
FORM = spec.catalogue().forms["education"].name_vi


def test_before_anything_is_published_everything_counts_as_not_sent(chiso):
    result = chiso("owed", "--form", "education", "--unit", "DK-GDDT")
    assert result.exit_code == 0
    assert result.output.startswith("Chưa có bản công bố nào; mọi báo cáo được coi là chưa nộp.")
    rows = listed(result)
    assert len(rows) == 6  # two a year, the half that runs on that day included
    assert rows[4] == (OFFICE, FORM, "6 tháng đầu năm 2023", "16/06/2023", "✘ thiếu")
    assert rows[5][2:] == ("6 tháng cuối năm 2023", "18/12/2023", "chưa đến hạn")


def test_after_that_what_has_come_is_no_longer_owed(chiso, home):
    publish(home, "s1 | 2023-06-16 08:00 | DK-GDDT | 2023-H1 | 5000 |")
    command = ("owed", "--form", "education", "--period", "2023-H1")
    assert chiso(*command).output == "Không thiếu báo cáo nào.\n"
    assert listed(chiso(*command, "--all")) == [
        (OFFICE, FORM, "6 tháng đầu năm 2023", "16/06/2023", "✔ đúng hạn")
    ]
    everything = chiso("owed")
    assert ("6 tháng cuối năm 2022", "✘ thiếu") in [(r[2], r[4]) for r in listed(everything)]
    assert "công bố" not in everything.output


@pytest.mark.parametrize(("lang", "expected_text"), [("vi", "trễ 3 ngày"), ("en", "3 days late")])
def test_what_came_late_says_by_how_much(chiso, home, lang, expected_text):
    publish(home, "s1 | 2023-06-19 08:00 | DK-GDDT | 2023-H1 | 5000 |")
    result = chiso("owed", "--unit", "DK-GDDT", "--period", "2023-H1", "--all", "--lang", lang)
    assert [row[4] for row in listed(result)] == [expected_text]


def test_a_period_may_be_written_in_words(chiso):
    by_code = chiso("owed", "--period", "2023-05")
    assert len(listed(by_code)) == 7  # six wards and the police
    assert chiso("owed", "--period", "tháng 5/2023").output == by_code.output


def test_a_returned_report_is_told_from_a_missing_one(chiso, home):
    publish(home, "s1 | 2023-06-16 08:00 | DK-GDDT | 2023-H1 | 5000 | E-NUM-001")
    result = chiso("owed", "--unit", "DK-GDDT", "--period", "2023-H1")
    assert [row[4] for row in listed(result)] == ["↩ trả lại"]


@pytest.mark.parametrize(
    ("option", "vi", "en"),
    [
        (("--period", "mai"), "«mai» không nêu kỳ nào", "«mai» names 0 periods"),
        (("--unit", "GDDT"), "Không có đơn vị «GDDT»", "There is no unit «GDDT»"),
        (("--form", "edu"), "Không có biểu mẫu «edu»", "There is no form «edu»"),
    ],
)
def test_what_nobody_can_owe_is_told(chiso, option, vi, en):
    for lang, expected_text in (("vi", vi), ("en", en)):
        result = chiso("owed", *option, "--lang", lang)
        assert result.exit_code == 2
        assert expected_text in join_output(result)


# board


def test_the_board_shows_a_years_reports_by_unit_and_period(chiso, home):
    publish(
        home,
        "s1 | 2022-06-20 08:00 | DK-GDDT | 2022-H1 | 5000 |",
        "s2 | 2022-12-16 08:00 | DK-GDDT | 2022-H2 | 5000 |",
        "s3 | 2023-06-15 08:00 | DK-GDDT | 2023-H1 | 5000 | E-NUM-001",
    )
    office = "Phòng Giáo dục và Đào tạo quận"
    command = ("board", "--form", "education")
    assert listed(chiso(*command, "--year", "2022")) == [(office, "+4", "✔")]
    assert listed(chiso(*command)) == [(office, "↩", "…")]
    assert listed(chiso(*command, "--year", "2021")) == [(office, "✘", "✘")]


def test_a_cell_is_blank_where_the_unit_does_not_exist(chiso, monkeypatch):
    monkeypatch.setenv("CHISO_AS_OF", "2025-08-20")
    rows = {row[0]: row[1:] for row in listed(chiso("board", "--form", "ward"))}
    assert rows["Phường Đa Phúc"] == (*"✘✘✘✘✘✘", "", "", "", "", "", "")
    assert rows["Phường Đồ Sơn (mới)"] == ("", "", "", "", "", "", *"✘✘…………")


def test_the_board_has_a_table_for_every_form_that_is_owed(chiso):
    result = chiso("board", "--lang", "en")
    assert result.output.count(", 2023\n") + result.output.count(", 2023 ") == 12
    assert "(blank) not owed" in join_output(result)


@pytest.mark.parametrize("columns", ["80", "60", "40", "10", "300"])
def test_no_month_is_left_out_however_short_the_line(chiso, monkeypatch, columns):
    monkeypatch.setenv("CHISO_AS_OF", "2025-08-20")
    monkeypatch.setenv("COLUMNS", columns)
    output = chiso("board", "--form", "ward").output
    heads = [line.split("┃")[2:-1] for line in output.splitlines() if line.startswith("┃")]
    months = [cell.strip() for head in heads for cell in head]
    assert [month for month in months if month] == [f"T{n}" for n in range(1, 13)]
    assert max(map(len, output.splitlines())) <= max(int(columns), 40)
    if columns == "80":
        assert len(heads) == 1  # a year fits in the line of an ordinary terminal


def test_a_board_in_a_pipe_has_every_month(home):
    command = [sys.executable, "-c", "from pipelines.cli import main; main()", "board"]
    environment = {k: v for k, v in os.environ.items() if k != "COLUMNS"}
    done = subprocess.run(
        [*command, "--form", "ward", "--home", str(home.root)],
        env=environment,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert all(f"T{n}" in done.stdout for n in range(1, 13))


def test_what_is_owed_is_named_in_full_at_eighty_columns(chiso, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    result = chiso("owed", "--form", "mass_organisation", "--period", "2023-Q1")
    assert "mass_organisation" not in result.output
    assert "…" not in result.output
    cells = " ".join(row[1] for row in listed(result)).split()
    name = spec.catalogue().forms["mass_organisation"].name_vi.split()
    assert cells == name * (len(cells) // len(name)) != []


@pytest.mark.parametrize("option", [("--form", "edu"), ("--year", "2019")])
def test_a_board_of_nothing_is_told(chiso, option):
    result = chiso("board", *option)
    assert result.exit_code == 2
    assert f"«{option[1]}»" in join_output(result)


# remind


def test_reminders_are_written_and_not_sent(chiso, home, monkeypatch, tmp_path):
    publish(home, "s1 | 2023-06-15 08:00 | DK-GDDT | 2023-H1 | 5000 | E-NUM-001")
    monkeypatch.setenv("CHISO_AS_OF", "2023-06-23")  # five working days after the 16th
    result = chiso("remind", "--out", tmp_path / "drafts")
    folder = tmp_path / "drafts" / "2023-06-23"
    assert "chưa gửi thư nào" in join_output(result)
    assert {p.name for p in folder.glob("DK-GDDT*")} == {
        "DK-GDDT.eml",
        "DK-GDDT.zalo.txt",
        "DK-GDDT.sms.txt",
    }
    assert (
        (folder / "DK-GDDT.sms.txt")
        .read_text(encoding="utf-8")
        .startswith(
            "Phong Giao duc va Dao tao quan: bao cao 6 thang dau nam 2023 bi tra lai, chua sua"
        )
    )


def test_a_draft_of_what_has_come_since_is_taken_away(chiso, home, monkeypatch):
    monkeypatch.setenv("CHISO_AS_OF", "2023-06-19")
    chiso("remind")
    drafted = home.reminders_folder / "2023-06-19" / "DK-GDDT.eml"
    assert drafted.exists()
    publish(home, "s1 | 2023-06-19 08:00 | DK-GDDT | 2023-H1 | 5000 |")
    chiso("remind")
    assert not drafted.exists()
    assert (home.reminders_folder / "2023-06-19" / "DK-DAPHUC.eml").exists()


def test_on_most_days_nobody_is_reminded(chiso, home):
    result = chiso("remind")
    assert result.exit_code == 0
    assert "01/08/2023 không có báo cáo nào đến lượt nhắc" in join_output(result)
    assert not home.reminders_folder.exists()


# nightly, demo


@pytest.mark.parametrize(
    ("lang", "expected_text"),
    [
        ("vi", "lượt này dừng lại, không thay đổi gì."),
        ("en", "this one stops and changes nothing."),
    ],
)
def test_a_second_run_stops_and_says_so(chiso, home, lang, expected_text):
    home.inbox_folder.mkdir(parents=True)
    with home.hold_lock():
        result = chiso("nightly", "--lang", lang)
    assert result.exit_code == 3
    assert expected_text in join_output(result)
    assert sorted(p.name for p in home.root.iterdir()) == ["inbox", "lock"]


@pytest.mark.parametrize("where", ["inbox", "register"])
def test_a_demo_never_mixes_with_real_reports(chiso, home, where):
    if where == "inbox":
        send(home.inbox_folder / "a.xlsx", schools())
    else:
        publish(home, "s1 | 2023-06-15 08:00 | DK-GDDT | 2023-H1 | 5000 |")
    before = sorted(home.root.rglob("*"))
    result = chiso("demo")
    assert result.exit_code == 5
    assert "đã có báo cáo thật" in join_output(result)
    assert sorted(home.root.rglob("*")) == before


# A catalogue that cannot be used


def test_a_broken_catalogue_is_told_in_words_without_a_traceback(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("CHISO_CATALOGUE", str(tmp_path))
    monkeypatch.setattr(sys, "argv", ["chiso", "owed", "--home", str(tmp_path / "home")])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    error_output = capsys.readouterr().err
    assert ended.value.code == 2
    assert "units.csv" in error_output
    assert "Traceback" not in error_output


@pytest.mark.parametrize("command", [["owed"], ["board"], ["findings"]])
def test_a_publication_of_another_version_is_told_in_words(tmp_path, monkeypatch, capsys, command):
    home = Home(tmp_path)
    home.office_folder.mkdir(parents=True)
    with Store(home.snapshot_file) as old:
        old.execute("CREATE SCHEMA marts")
        old.execute("CREATE TABLE marts.reporting_rates (unit VARCHAR)")
    monkeypatch.setattr(sys, "argv", ["chiso", *command, "--home", str(tmp_path)])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 2
    assert "hãy chạy «chiso nightly»" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("variable", "value", "sentence"),
    [
        ("CHISO_AS_OF", "morgen", "«morgen» không dùng được, hãy ghi một ngày: 2026-11-28 / "),
        ("CHISO_LANG", "fr", "«fr» không dùng được, hãy ghi vi hoặc en / "),
        ("CHISO_AS_OFF", "x", "không có biến này, gần nhất là CHISO_AS_OF; "),
    ],
)
@pytest.mark.parametrize("command", ["owed", "login", "nightly"])
def test_a_bad_setting_names_its_variable(tmp_path, command, variable, value, sentence):
    finished_command = run_apart(command, {variable: value, "CHISO_HOME": str(tmp_path / "home")})
    assert finished_command.returncode == 2
    assert finished_command.stderr.startswith(f"{variable}: {sentence}")
    assert finished_command.stderr.count("\n") == 1
    assert not (tmp_path / "home").exists()


def test_the_ui_ends_at_once_with_the_sentence_of_a_bad_setting(tmp_path):
    new_home(tmp_path)
    before = sorted(tmp_path.iterdir())
    ended = run_apart("ui", {"CHISO_AS_OF": "yesterday", "CHISO_HOME": str(tmp_path)})
    assert ended.returncode == 2
    assert ended.stderr.startswith("CHISO_AS_OF: «yesterday» không dùng được, hãy ghi một ngày")
    assert sorted(tmp_path.iterdir()) == before


def test_help_is_given_whatever_the_settings_are():
    assert run_apart("--help", {"CHISO_AS_OFF": "x"}).returncode == 0


def test_the_version_is_that_of_the_package():
    answer = run_apart("--version", {"CHISO_AS_OFF": "x"})
    assert (answer.returncode, answer.stdout) == (0, f"chiso {version('chiso')}\n")


@pytest.mark.parametrize("command", [["nightly"], ["ui"], ["alerts", "heartbeat"]])
def test_a_mistyped_home_is_refused_and_not_made(tmp_path, monkeypatch, capsys, command):
    home = tmp_path / "chsio"
    monkeypatch.setattr(sys, "argv", ["chiso", *command, "--home", str(home)])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 2
    assert f"{home}: không phải thư mục dữ liệu" in capsys.readouterr().err
    assert not home.exists()


@pytest.mark.parametrize("command", [["nightly"], ["owed"], ["demo"], ["alerts", "list"]])
def test_a_home_of_a_newer_version_is_refused(tmp_path, monkeypatch, capsys, command):
    record = {"home": "a1", "version": "999.0.0"}
    Home(tmp_path).identity_file.write_text(json.dumps(record), encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["chiso", *command, "--home", str(tmp_path)])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 2
    assert "newer than this one" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["home.json"]


def run_apart(command, variables):
    """Run a command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", "from pipelines.cli import main; main()", command],
        env=os.environ | variables,
        capture_output=True,
        text=True,
        check=False,
    )


def test_check_writes_the_returned_workbook_and_its_letter_at_once(chiso, tmp_path):
    send(tmp_path / "sai.xlsx", schools(students="khoảng 300"))
    result = chiso("check", str(tmp_path / "sai.xlsx"), "--return", str(tmp_path / "back"))
    assert result.exit_code == 1
    letter, path = sorted((tmp_path / "back").iterdir())
    assert (letter.name, letter.suffix) == (f"{path.stem}.docx", ".docx")
    assert path.name.startswith(f"{MASKED_NAME} [")
    book = load_workbook(path)
    assert book.sheetnames[0] == "LOI_CAN_SUA"
    fault_list = " ".join(
        str(cell.value) for row in book["LOI_CAN_SUA"] for cell in row if cell.value
    )
    assert "khoảng 300" in fault_list
    assert "E-NUM-004" in fault_list


def test_nothing_is_written_for_a_report_that_is_clean(chiso, tmp_path):
    send(tmp_path / "đúng.xlsx", schools())
    back = tmp_path / "back"
    assert chiso("check", str(tmp_path / "đúng.xlsx"), "--return", str(back)).exit_code == 0
    assert list(back.iterdir()) == []
