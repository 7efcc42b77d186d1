"""The blank form: what stands where, what may be typed, and that nothing in it is a formula."""

import re
import zipfile
from dataclasses import replace

import openpyxl
import pytest
import python_calamine

from tests import spec
from warehouse.files.formats.workbook import Workbook
from warehouse.forms.blank.template import BlankForm, write_form
from warehouse.forms.manifest import Manifest
from warehouse.forms.reading.template_report import read_template
from warehouse.periods import parse_period_code

CATALOGUE = spec.catalogue()
MAY = parse_period_code("2023-05")
PERIODS = {"month": "2023-05", "quarter": "2023-Q2", "half_year": "2023-H1", "year": "2023"}
FILLED = {e.element: 0 for e in CATALOGUE.forms["ward"].elements}


def written(path, blank, catalogue=CATALOGUE):
    manifest = write_form(catalogue, blank, path)
    return manifest, openpyxl.load_workbook(path)


def ward(**values):
    return BlankForm("ward", "DK-ANHDUNG", MAY, values)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "form.xlsx"


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    path = tmp_path_factory.mktemp("filled") / "form.xlsx"
    return written(path, ward(**FILLED | {"plan_in_force": 1, "fines_amount": 37_514_000}))


@pytest.mark.parametrize("form", CATALOGUE.forms.values(), ids=lambda f: f.form)
def test_every_form_names_its_rows_and_opens_their_cells_only(path, form):
    unit = CATALOGUE.units_by_form[form.form][0]
    period = parse_period_code(PERIODS[form.frequency])
    manifest, book = written(path, BlankForm(form.form, unit.unit, period))
    sheet = book[manifest.sheet]
    assert [sheet.cell(sheet[c].row, 2).value for c in manifest.cells.values()] == [
        e.name_vi for e in form.elements
    ]
    open_cells = {c.coordinate for row in sheet.iter_rows() for c in row if not c.protection.locked}
    number_and_date = {f"{column}3" for column in "ABCDE"}
    notes_and_figures = {f"{column}{c[1:]}" for c in manifest.cells.values() for column in "DE"}
    obstacles = {f"{column}{c[1:]}" for c in manifest.remarks.values() for column in "CDE"}
    assert open_cells == number_and_date | notes_and_figures | obstacles
    assert sheet.protection.sheet
    assert not sheet.protection.password
    assert sheet[manifest.unit_cell].value == unit.name_vi
    assert sheet[manifest.period_cell].value == period.format_label("vi")


def test_the_manifest_is_there_and_very_hidden(filled):
    manifest, book = filled
    assert book.sheetnames == ["Báo cáo", "Hướng dẫn", "_chiso"]
    assert book["_chiso"].sheet_state == "veryHidden"
    assert Manifest.from_json(book["_chiso"]["A1"].value) == manifest
    assert (manifest.form, manifest.unit, manifest.period) == ("ward", "DK-ANHDUNG", "2023-05")


def test_the_title_block(filled):
    texts = {c.value for row in filled[1]["Báo cáo"]["A1:E9"] for c in row if c.value}
    assert {
        "ỦY BAN NHÂN DÂN",
        "PHƯỜNG ANH DŨNG",
        "Số:          /BC-UBND",
        "Anh Dũng, ngày …… tháng …… năm ……",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "BÁO CÁO THÁNG CỦA PHƯỜNG",
        "Số liệu từ ngày 15/04/2023 đến ngày 14/05/2023. Hạn gửi: ngày 16/05/2023",
        "ĐVT tiền: đồng",
    } <= texts


@pytest.mark.parametrize(
    ("form", "unit", "expected_text"), [("ward", "DK-DAPHUC", 1), ("court", "DK-TA", 0)]
)
def test_the_money_unit_is_told_where_there_is_money(path, form, unit, expected_text):
    period = parse_period_code(PERIODS[CATALOGUE.forms[form].frequency])
    _, book = written(path, BlankForm(form, unit, period))
    assert [c.value for c in book["Báo cáo"][9]].count("ĐVT tiền: đồng") == expected_text


@pytest.mark.parametrize(
    ("form", "unit", "agency", "signer"),
    [
        ("ward", "DK-DAPHUC", ("ỦY BAN NHÂN DÂN", "PHƯỜNG ĐA PHÚC"), "TM. ỦY BAN NHÂN DÂN"),
        (
            "court",
            "DK-TA",
            ("TÒA ÁN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG", "TÒA ÁN NHÂN DÂN QUẬN DƯƠNG KINH"),
            "CHÁNH ÁN",
        ),
        (
            "procuracy",
            "DK-VKS",
            (
                "VIỆN KIỂM SÁT NHÂN DÂN THÀNH PHỐ HẢI PHÒNG",
                "VIỆN KIỂM SÁT NHÂN DÂN QUẬN DƯƠNG KINH",
            ),
            "VIỆN TRƯỞNG",
        ),
        ("justice", "DK-TP", ("ỦY BAN NHÂN DÂN QUẬN DƯƠNG KINH", "PHÒNG TƯ PHÁP"), "TRƯỞNG PHÒNG"),
    ],
)
def test_the_head_and_the_signer_are_those_of_the_office(path, form, unit, agency, signer):
    period = parse_period_code(PERIODS[CATALOGUE.forms[form].frequency])
    _, book = written(path, BlankForm(form, unit, period))
    sheet = book["Báo cáo"]
    assert (sheet["A1"].value, sheet["A2"].value) == agency
    assert sheet["A1"].font.bold == (form == "ward")  # a committee's name stands in two lines
    assert (sheet["C1"].value, sheet["C2"].value) == (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    )
    assert not sheet["A3"].protection.locked
    assert signer in {row[0].value for row in sheet["C11:C70"]}


def test_a_renamed_unit_signs_without_our_note(path):
    manifest, book = written(path, BlankForm("ward", "HP-HUNGDAO", parse_period_code("2025-08")))
    assert book["Báo cáo"]["A2"].value == "PHƯỜNG HƯNG ĐẠO"
    assert book["Báo cáo"][manifest.unit_cell].value == "Phường Hưng Đạo (mới)"


def test_validations_keep_limits_and_speak(filled):
    manifest, book = filled
    rules = {
        str(v.sqref): v for v in book["Báo cáo"].data_validations.dataValidation if v.type != "none"
    }
    remarks = {"E11:E49", *manifest.remarks.values()}
    assert set(rules) == remarks | set(manifest.cells.values())
    assert {(rules[r].type, rules[r].operator) for r in remarks} == {
        ("textLength", "lessThanOrEqual")
    }
    assert [rules[r].formula1 for r in ("E11:E49", *manifest.remarks.values())] == [
        "300",
        "500",
        "500",
        "500",
        "500",
    ]
    yes_no = rules[manifest.cells["plan_in_force"]]
    assert (yes_no.type, yes_no.formula1) == ("list", '"Có,Không"')
    limited = rules[manifest.cells["integrated_programmes"]]
    cell = manifest.cells["integrated_programmes"]
    assert f"AND({cell}>=0,{cell}<=5,{cell}=INT({cell}))" in limited.formula1
    assert f'TRIM({cell})="x"' in limited.formula1
    assert "từ 0 đến 5" in limited.error
    assert limited.errorStyle in (None, "stop")
    assert "Lũy kế từ đầu năm" in rules[manifest.cells["workers_reached"]].prompt
    assert rules[manifest.cells["fines_amount"]].promptTitle == "ĐVT: đồng"
    for rule in rules.values():
        assert len(rule.formula1 or "") <= 255
        assert len(rule.prompt) <= 255
        assert len(rule.error or "") <= 255


@pytest.mark.parametrize(
    ("values", "status", "expected_text"),
    [
        (FILLED, "✔ Đủ và hợp lệ", ""),
        ({}, "✘ Còn 31 chỗ cần sửa (trong đó 31 ô chưa nhập)", "○ Chưa nhập"),
        (
            FILLED | {"inspection_visits": 4},
            "✘ Còn 1 chỗ cần sửa",
            "✘ Cộng các phần được 0, phải bằng 4",
        ),
    ],
)
def test_a_viewer_that_does_not_calculate_shows_the_state(path, values, status, expected_text):
    manifest, book = written(path, ward(**values))
    sheet = python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_name("Báo cáo")
    rows = sheet.to_python(skip_empty_area=False)
    row = int(manifest.cells["inspection_visits"][1:])
    assert (rows[8][0], rows[row - 1][5]) == (status, expected_text)
    assert book["Báo cáo"]["A9"].value.startswith("=IF(SUMPRODUCT(")
    assert book["Báo cáo"][f"F{row}"].value.startswith("=IF(")


def test_a_row_that_may_stay_blank_is_marked(filled):
    manifest, book = filled
    sheet, instructions = book["Báo cáo"], book["Hướng dẫn"]
    prompts = {
        str(v.sqref): v.prompt for v in sheet.data_validations.dataValidation if v.type != "none"
    }
    rules = {row[1]: row[4] for row in instructions.iter_rows(values_only=True) if row[1]}
    marked = {"border": set(), "prompt": set(), "rule": set()}
    for element in CATALOGUE.forms["ward"].elements:
        cell = manifest.cells[element.element]
        is_dotted = sheet[cell].border.left.style == "dotted"
        marked["border"] |= {element.element} if is_dotted else set()
        marked["prompt"] |= {element.element} if "Được để trống" in prompts[cell] else set()
        is_ruled = "Được để trống" in rules[element.name_vi]
        marked["rule"] |= {element.element} if is_ruled else set()
    optional = {"online_posts", "leaflets_distributed", "establishments_suspended"}
    assert marked == dict.fromkeys(marked, optional)


def test_what_is_typed_is_read_back(path):
    values = FILLED | {"plan_in_force": 1, "comm_sessions": "khoảng 300", "fines_amount": 10**12}
    del values["volunteers"]
    write_form(CATALOGUE, ward(**values), path)
    report = read_template(Workbook(path.read_bytes()), CATALOGUE)
    read = {c.element: (c.state, c.value, c.raw_text) for c in report.cells}
    assert read["plan_in_force"] == ("value", 1, "Có")
    assert read["fines_amount"][:2] == ("value", 10**12)
    assert read["comm_sessions"] == ("unreadable", None, "khoảng 300")
    assert read["volunteers"][0] == "missing"
    assert [doubt.element for doubt in report.drafts] == ["comm_sessions"]


@pytest.mark.parametrize("synthetic", [True, False])
def test_synthetic_is_said_on_the_page_and_in_the_manifest(path, synthetic):
    blank = BlankForm("ward", "DK-ANHDUNG", MAY, FILLED, synthetic)
    manifest, book = written(path, blank)
    banner = "DỮ LIỆU GIẢ LẬP – KHÔNG PHẢI BÁO CÁO THẬT"
    assert (book["Báo cáo"]["A3"].value == banner) is synthetic
    assert manifest.synthetic is synthetic


def test_the_same_input_gives_the_same_bytes(tmp_path):
    contents = []
    for number, values in enumerate((FILLED, FILLED, FILLED | {"volunteers": 1})):
        write_form(CATALOGUE, ward(**values), tmp_path / f"{number}.xlsx")
        contents.append((tmp_path / f"{number}.xlsx").read_bytes())
    assert contents[0] == contents[1] != contents[2]


HOSTILE = ("=1+1", "+1", "-1+1", "@SUM(A1)", "=cmd|' /C calc'!A0", '=HYPERLINK("http://x","y")')


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_name_and_no_value_is_ever_a_formula(path, hostile):
    units = CATALOGUE.units | {
        "DK-ANHDUNG": CATALOGUE.units["DK-ANHDUNG"].model_copy(update={"name_vi": hostile})
    }
    ours = CATALOGUE.forms["ward"]
    first = ours.elements[0].model_copy(update={"name_vi": hostile, "basis": hostile})
    forms = CATALOGUE.forms | {
        "ward": ours.model_copy(
            update={"name_vi": hostile, "elements": (first, *ours.elements[1:])}
        )
    }
    catalogue = replace(CATALOGUE, units=units, forms=forms)
    manifest, book = written(path, ward(comm_sessions=hostile), catalogue)
    assert book["Báo cáo"][manifest.cells["comm_sessions"]].value == hostile
    assert book["Báo cáo"][manifest.cells["comm_sessions"]].data_type == "s"
    formulas = {
        f"{sheet.title}!{re.sub('[0-9]', '', cell.coordinate)}"
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }
    assert formulas == {"Báo cáo!A", "Báo cáo!F"}
    with zipfile.ZipFile(path) as parts:
        assert not any("hyperlink" in parts.read(name).decode() for name in parts.namelist())


def test_it_prints_on_a4_with_its_name(filled):
    sheet = filled[1]["Báo cáo"]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "portrait")
    # One page wide is what Excel takes an absent width for.
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$10:$10"
    assert sheet.freeze_panes == "A11"
    assert "Mẫu ward, phiên bản 1" in sheet.oddFooter.left.text


def test_the_instructions_define_every_element(filled):
    sheet = filled[1]["Hướng dẫn"]
    rows = {row[1]: row for row in sheet.iter_rows(values_only=True) if row[1]}
    for element in CATALOGUE.forms["ward"].elements:
        assert rows[element.name_vi][2] == element.unit
        assert rows[element.name_vi][5:7] == (element.name_en, element.basis)
    assert "Bằng tổng các dòng 1.1, 1.2" in rows["Số lượt kiểm tra cơ sở"][4]
    assert rows["Tổng số tiền phạt"][3] == "Phát sinh trong kỳ"
    texts = " ".join(str(c.value) for row in sheet for c in row if c.value)
    assert "«x»: không áp dụng" in texts
    assert "gửi chậm nhất ngày 16/05/2023" in texts
