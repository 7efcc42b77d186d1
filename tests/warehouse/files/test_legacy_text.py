"""Sheets typed before Unicode: converted whole, figures untouched, and never on a guess."""

from unicodedata import normalize

import pytest

from tests.warehouse.forms.typed_files import (
    GRID,
    ROWS,
    as_csv,
    as_xlsx,
    is_whole,
    only,
    read,
    values,
)
from warehouse.files.grid import Sheet
from warehouse.files.legacy_text import convert_legacy_sheet, find_garbled_cell

# What the fonts .VnTime and VNI-Times show for each letter; a capital with a tone is typed in
# TCVN3 as its small letter (the font draws capitals).
TCVN3 = dict(
    zip(
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        "¡¢£¤¥¦§¨©ª«¬\xad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        strict=True,
    )
)
VNI_MARKS = {"̀": "ø", "́": "ù", "̉": "û", "̃": "õ", "̣": "ï"}
VNI_ON_HAT = {"": "â", "̀": "à", "́": "á", "̉": "å", "̃": "ã", "̣": "ä"}
VNI_ON_BREVE = {"": "ê", "̀": "è", "́": "é", "̉": "ú", "̃": "ü", "̣": "ë"}
VNI_ALONE = {"đ": "ñ", "ị": "ò", "ỉ": "æ", "ĩ": "ó", "ì": "ì", "í": "í", "ỵ": "î"}


def tcvn3(text):
    return "".join(TCVN3.get(c) or TCVN3.get(c.lower(), c) for c in normalize("NFC", text))


def vni(text):
    return "".join(map(vni_letter, normalize("NFC", text)))


def vni_letter(letter):
    small = letter.lower()
    parts = normalize("NFD", small)
    if small in VNI_ALONE:
        vni = VNI_ALONE[small]
    elif len(parts) == 1:
        return letter
    else:
        tone = next((c for c in parts if c in VNI_MARKS), "")
        if "̂" in parts:
            vni = parts[0] + VNI_ON_HAT[tone]
        elif "̆" in parts:
            vni = parts[0] + VNI_ON_BREVE[tone]
        else:
            horned = {"ơ": "ô", "ư": "ö"}.get(
                normalize("NFC", parts.replace(tone, "") if tone else parts)
            )
            vni = (horned or parts[0]) + VNI_MARKS.get(tone, "")
    return vni.upper() if letter != small else vni


ENCODINGS = pytest.mark.parametrize("encode", [tcvn3, vni], ids=["tcvn3", "vni"])
TEXT = (
    "Báo cáo kết quả công tác phòng, chống tệ nạn mại dâm quý III năm 2023",
    "Khẳng định, rẳn rỏi; ngẫm nghĩ, vững chãi, lũy kế, huỷ, kỹ, ỷ, ỹ, ỵ",
    "Đơn vị: Ủy ban nhân dân phường Đa Phúc",
    "Số người nghiện được hỗ trợ vay vốn, học nghề, tạo việc làm",
)


@ENCODINGS
def test_every_word_comes_back(encode):
    sheet = convert_legacy_sheet(Sheet("BC", True, [[encode(line)] for line in TEXT]))
    got = [row[0] for row in sheet.cells]
    assert [line.lower() for line in got] == [line.lower() for line in TEXT]


@ENCODINGS
@pytest.mark.parametrize("save", [as_xlsx, lambda **k: as_csv(encoded(k["convert"])).encode()])
def test_a_report_reads_as_if_it_were_unicode(encode, save):
    assert is_whole(only(save(convert=encode)))


def encoded(convert):
    return [[convert(cell) for cell in row] for row in GRID]


@ENCODINGS
def test_a_text_file_in_the_bytes_of_its_time(encode):
    assert is_whole(only(as_csv(encoded(encode)).encode("cp1252")))


@ENCODINGS
def test_figures_and_signs_stay(encode):
    cells = [[encode(line), 12.0, "±5%", "1.234", "®"] for line in TEXT]
    assert [row[1:] for row in convert_legacy_sheet(Sheet("BC", True, cells)).cells] == [
        [12.0, "±5%", "1.234", "®"]
    ] * len(TEXT)


def test_a_cell_pasted_in_unicode_stays():
    cells = [[tcvn3(line)] for line in TEXT] + [["Phường Đa Phúc đã nộp"]]
    assert convert_legacy_sheet(Sheet("BC", True, cells)).cells[-1] == ["Phường Đa Phúc đã nộp"]


@pytest.mark.parametrize(
    "texts",
    [
        TEXT,
        [normalize("NFD", line) for line in TEXT],
        ["Tổng số ±5% °C", "Có"],
        ["plain"],
        ["Année scolaire", "élèves à l'école", "déjà été évalué, très près de là"],
    ],
    ids=["unicode", "nfd", "signs", "ascii", "french"],
)
def test_what_is_not_of_that_time_is_left_alone(texts):
    sheet = Sheet("BC", True, [[line] for line in texts])
    assert convert_legacy_sheet(sheet) is sheet


def test_an_unknown_encoding_is_told_where_it_begins():
    strange = {letter: chr(0xFF - number) for number, letter in enumerate(TCVN3)}
    grid = [["".join(strange.get(c, c) for c in cell.lower()) for cell in row] for row in GRID]
    reading = read(as_xlsx(grid))
    assert reading.reports == ()
    assert [(d.code, d.sheet, d.cell) for d in reading.drafts] == [("E-ENCODING-001", "BC", "A1")]


def test_a_table_in_the_old_encoding_below_a_unicode_title():
    grid = [*GRID[:3], *[[tcvn3(cell) for cell in row] for row in GRID[3:]]]
    grid[0] = ("Phú Thọ, Hà Nội: " + GRID[0][0], *["Đơn vị được giao nhiệm vụ thực hiện"] * 12)
    assert is_whole(only(as_xlsx(grid)))


def test_names_of_places_are_no_garble():
    sheet = Sheet("BC", True, [["Xã Phú Tân"], ["Xã Phú Hòa"], ["Xã Thanh Hà"]] * 20)
    assert (convert_legacy_sheet(sheet) is sheet, find_garbled_cell(sheet)) == (True, None)


def test_a_capital_with_a_small_mark_at_the_head_of_a_word():
    cells = [[vni(line)] for line in TEXT] + [["Uûy ban; Aán Ñoä; xaùc ñiïnh"]]
    assert convert_legacy_sheet(Sheet("BC", True, cells)).cells[-1] == ["Ủy ban; Ấn Độ; xác định"]


# Sheets that mix encodings


def converted(lines, cell):
    """Return a cell on a sheet in an old encoding, after its conversion."""
    cells = [[line] for line in lines] + [[cell]]
    return convert_legacy_sheet(Sheet("BC", True, cells)).cells[-1][0]


@pytest.mark.parametrize("others", [[], ["Phường Đa Phúc đã nộp"]], ids=["alone", "beside"])
@ENCODINGS
@pytest.mark.parametrize(
    "text",
    [
        "ngày 22 tháng 5 năm 2023, Ủy ban nhân dân phường",
        "ngày 22 tháng 5: nhân dân",
        "Tháng 5",
        "không có",
        "Uỷ ban nhân dân thành phố",
        "Công an",
        "Đội 178, là cán bộ",
    ],
)
def test_text_that_is_already_unicode_stays_on_a_sheet_of_an_old_encoding(encode, text, others):
    assert converted([*map(encode, TEXT), *others], text) == text


@pytest.mark.parametrize(
    "text", ["Số hộ", "số có", "bộ", "Số lớp", "có", "độ", "ô tô", "giữ", "tấn", "nghìn", "đá"]
)
@pytest.mark.parametrize("others", [[], ["Phường Đa Phúc đã nộp"]], ids=["alone", "beside"])
def test_a_short_word_of_the_old_encoding_is_converted_beside_unicode(text, others):
    assert converted([*map(tcvn3, TEXT), *others], tcvn3(text)) == text


def test_a_word_without_a_letter_of_english_is_converted():
    assert tcvn3("độ") == "®é"
    assert converted([*TEXT, *map(tcvn3, TEXT[:1])], "®é") == "độ"


def test_a_cell_that_mixes_both_keeps_what_is_unicode():
    lines = [*map(tcvn3, TEXT), "Phường Đa Phúc"]
    mixed = f"Phường Đa Phúc, ngày 22 tháng 5: {tcvn3('tổng số người được vay vốn')} nhân dân"
    assert converted(lines, mixed) == (
        "Phường Đa Phúc, ngày 22 tháng 5: tổng số người được vay vốn nhân dân"
    )


@ENCODINGS
def test_spaces_and_line_breaks_survive(encode):
    text = "  Số người  được hỗ trợ\n\tvay vốn\xa0 "
    assert converted(map(encode, TEXT), encode(text)) == text


def test_a_soft_hyphen_is_no_letter():
    cells = [[tcvn3(line)] for line in TEXT] + [
        ["ViÖt Nam\xad, th\xad ph¸p, céng\xad, ng\xad nghiÖp"]
    ]
    assert convert_legacy_sheet(Sheet("BC", True, cells)).cells[-1] == [
        "Việt Nam, thư pháp, cộng, ngư nghiệp"
    ]


def test_a_mended_sheet_is_not_garbled():
    sheet = Sheet("BC", True, [[tcvn3(line)] for line in TEXT])
    assert find_garbled_cell(sheet) == "A1"
    assert find_garbled_cell(convert_legacy_sheet(sheet)) is None


def test_only_labels_are_converted_not_what_was_counted():
    assert values(only(as_xlsx(convert=tcvn3)))["students"] == int(ROWS[2][3].replace(".", ""))
