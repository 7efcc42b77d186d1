"""`chiso report`: three files and the officer's own words, which no renewal touches."""

import stat
import subprocess
import zipfile

import pytest
from docx import Document
from openpyxl import load_workbook
from typer.testing import CliRunner

from assets.published.report.word_report import DEFAULT_REPORT_TEMPLATE
from pipelines.cli import app
from tests import spec

SENT = """
received         | unit  | period  | cases_accepted | cases_tried | says
2023-06-16 08:00 | DK-TA | 2023-Q2 | 40             | 20          | obstacle: thiếu <b>người</b> & {{ title }}
2025-06-16 08:00 | DK-TA | 2025-Q2 | 40             | 20          |
"""  # noqa: E501 - drawn
NAMES = ["bao-cao-2023-Q2-so-phu-luc.xlsx", "bao-cao-2023-Q2-so.docx", "bao-cao-2023-Q2-so.pdf"]


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """Return a home whose publication is the warehouse drawn."""
    return spec.publish_drawn(SENT, tmp_path_factory.mktemp("report"))


def run_report(home, *arguments, env=None):
    return CliRunner(env=env).invoke(
        app, ["report", *map(str, arguments), "--home", str(home.root)]
    )


@pytest.fixture(scope="module")
def out(home, tmp_path_factory):
    out = tmp_path_factory.mktemp("out")
    result = run_report(home, "2023-Q2", "--out", out)
    assert result.exit_code == 0, result.output
    return out


def read_pdf(path, tool="pdftotext", *arguments):
    done = subprocess.run(
        [tool, str(path), *arguments], capture_output=True, encoding="utf-8", check=True
    )
    return done.stdout


def read_word(path):
    document = Document(path)
    cells = [cell.text for t in document.tables for row in t.rows for cell in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def test_word_pdf_and_annex_say_the_same(out):
    word = read_word(out / NAMES[1])
    assert "Kính gửi: Sở Lao động - Thương binh và Xã hội thành phố Hải Phòng" in word
    assert "PHÒNG LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI" in word
    assert "Tỷ lệ vụ án đã xét xử (TP01): 50,0\u00a0% (20/40)" in word
    assert "thiếu <b>người</b> & {{ title }}" in word
    assert "{%" not in word
    sheet = load_workbook(out / NAMES[0])["Phụ lục"]
    texts = {cell.value for row in sheet.iter_rows() for cell in row}
    assert {"Chỉ tiêu KH 21-25", "50,0\u00a0%"} <= texts
    assert [stat.S_IMODE(p.stat().st_mode) for p in out.iterdir()] == [0o600] * 4


def test_the_pdf_has_every_vietnamese_letter_in_one_family_of_fonts(out):
    text = read_pdf(out / NAMES[2], "pdftotext", "-")
    assert "BÁO CÁO" in text
    assert "“thiếu <b>người</b> & {{ title }}”" in text
    fonts = read_pdf(out / NAMES[2], "pdffonts").splitlines()[2:]
    assert fonts
    assert all("LiberationSerif" in line for line in fonts)


def test_own_words_survive_and_equal_words_give_equal_bytes(home, tmp_path):
    assert run_report(home, "2023-Q2", "--out", tmp_path).exit_code == 0
    first = {name: (tmp_path / name).read_bytes() for name in NAMES}
    assert b"pdfaid" in first[NAMES[2]]
    assert run_report(home, "2023-Q2", "--out", tmp_path).exit_code == 0
    assert {name: (tmp_path / name).read_bytes() for name in NAMES} == first
    own_words_file = tmp_path / "loi-can-bo-2023-Q2-so.txt"
    text = own_words_file.read_text(encoding="utf-8").replace("[V]", "[V]\nTiếp tục tuyên truyền.")
    own_words_file.write_text(text, encoding="utf-8")
    assert run_report(home, "2023-Q2", "--out", tmp_path).exit_code == 0
    assert "Tiếp tục tuyên truyền." in read_word(tmp_path / NAMES[1])
    assert own_words_file.read_text(encoding="utf-8") == text


def test_without_a_folder_the_files_lie_in_the_homes_office_for_the_account_alone(home):
    for command in (["report", "2023-Q2"], ["tables", "2023-Q2"]):
        result = CliRunner().invoke(app, [*command, "--home", str(home.root)])
        assert result.exit_code == 0, result.output
    result = CliRunner().invoke(
        app, ["sheet", "2023-Q2", "--unit", "DK-TA", "--home", str(home.root)]
    )
    assert result.exit_code == 0, result.output
    folder = home.root / "office" / "reports" / "2023-Q2"
    assert {path.name for path in folder.iterdir()} == {
        *NAMES,
        "loi-can-bo-2023-Q2-so.txt",
        "tong-hop-2023-Q2.xlsx",
        "phieu-DK-TA-2023-Q2.pdf",
    }
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    folders = (folder, folder.parent, folder.parent.parent)
    assert {stat.S_IMODE(path.stat().st_mode) for path in folders} == {0o700}


def test_a_file_that_was_sent_or_edited_by_hand_is_never_lost(home, tmp_path):
    own_words_file = tmp_path / "loi-can-bo-2023-Q2-so.txt"
    word, pdf = (tmp_path / name for name in NAMES[1:])
    assert run_report(home, "2023-Q2", "--sent", "--out", tmp_path).exit_code == 0
    sent = pdf.read_bytes()
    word.write_bytes(b"edited in Word")
    for text in ("Một.", "Hai."):
        own_words_file.write_text(f"[I]\n{text}\n", encoding="utf-8")
        result = run_report(home, "2023-Q2", "--out", tmp_path)
        assert result.exit_code == 0, result.output
    assert (tmp_path / "bao-cao-2023-Q2-so.sua-tay-1.docx").read_bytes() == b"edited in Word"
    assert (tmp_path / "bao-cao-2023-Q2-so.da-gui-1.pdf").read_bytes() == sent
    aside = {path.name for path in tmp_path.iterdir() if path.name.count(".") > 1}
    assert aside == {"bao-cao-2023-Q2-so.sua-tay-1.docx", "bao-cao-2023-Q2-so.da-gui-1.pdf"}


@pytest.mark.parametrize(
    ("line", "problem"),
    [("Gọi 0912345678.", "dữ liệu cá nhân"), ("[VI]", "[VI]")],
)
def test_own_words_with_personal_data_or_without_a_part_stop_the_report(
    home, tmp_path, line, problem
):
    own_words_file = tmp_path / "loi-can-bo-2023-Q2-so.txt"
    own_words_file.write_text(f"[I]\n{line}\n", encoding="utf-8")
    result = run_report(home, "2023-Q2", "--out", tmp_path)
    assert (result.exit_code, [p.name for p in tmp_path.iterdir()]) == (2, [own_words_file.name])
    assert problem in result.stderr


def test_a_report_that_was_sent_is_compared_with_the_next(home, tmp_path):
    assert run_report(home, "2023-Q2", "--sent", "--out", tmp_path).exit_code == 0
    assert "THAY ĐỔI" not in read_word(tmp_path / NAMES[1])
    assert run_report(home, "2023-Q2", "--out", tmp_path).exit_code == 0
    assert "VI. THAY ĐỔI SO VỚI BÁO CÁO ĐÃ GỬI\nKhông có thay đổi." in read_word(
        tmp_path / NAMES[1]
    )


def test_the_addressee_follows_the_day(home, tmp_path):
    assert run_report(home, "2025-Q2", "--out", tmp_path).exit_code == 0
    text = read_word(tmp_path / "bao-cao-2025-Q2-so.docx")
    assert "Kính gửi: Sở Y tế" in text
    late = run_report(home, "2025-Q3", "--out", tmp_path)
    assert (late.exit_code, "report_writers" in late.stderr) == (2, True)
    unknown = run_report(home, "2023-Q2", "--to", "bo", "--out", tmp_path)
    assert (unknown.exit_code, "so, ubnd" in unknown.stderr) == (2, True)


def test_a_template_with_an_unknown_field_is_refused_with_its_place(home, tmp_path):
    document = Document(DEFAULT_REPORT_TEMPLATE)
    document.add_paragraph("Người ký: {{ nguoi_ky }}")
    document.save(tmp_path / "own.docx")
    (tmp_path / "broken.docx").write_bytes(b"no Word file")
    for name, problem in (("own.docx", "«Người ký: {{ nguoi_ky }}»"), ("broken.docx", "broken")):
        env = {"CHISO_REPORT_TEMPLATE": str(tmp_path / name)}
        result = run_report(home, "2023-Q2", "--out", tmp_path / "out", env=env)
        assert result.exit_code == 2, result.output
        assert problem in result.stderr
        assert not list((tmp_path / "out").glob("*.docx"))


def test_the_template_can_be_edited_and_is_used(home, tmp_path):
    document = Document(DEFAULT_REPORT_TEMPLATE)
    document.add_paragraph("Mẫu của cơ quan: {{ addressee }}")
    document.save(tmp_path / "own.docx")
    env = {"CHISO_REPORT_TEMPLATE": str(tmp_path / "own.docx")}
    assert run_report(home, "2023-Q2", "--to", "ubnd", "--out", tmp_path, env=env).exit_code == 0
    filled = tmp_path / "bao-cao-2023-Q2-ubnd.docx"
    assert "Mẫu của cơ quan: Ủy ban nhân dân quận Dương Kinh" in read_word(filled)
    with zipfile.ZipFile(filled) as package:
        assert {part.date_time[0] for part in package.infolist()} == {1980}
