"""The letter with a returned report: one page, every error listed or counted, plain text only."""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from xml.dom.minidom import parseString

import docx
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assets.published.letter.letter import compose_letter, write_letter
from assets.published.letter.page_fit import LetterRow, count_fitting_rows
from assets.published.return_names import build_letter_path
from assets.published.return_package import write_returned_package
from assets.published.returned.returned_workbook import ReturnedReport, ReturnSummary
from assets.published.returned.sender_faults import ReturnedFault
from tests.sent import CATALOGUE

AT = datetime(2023, 6, 15, 1, 30, tzinfo=UTC)
NAME = "Báo cáo [s1].xlsx"


def fault(number=1, severity="error", **changes):
    known = {
        "code": "E-NUM-004",
        "severity": severity,
        "element": "students",
        "label": "Tổng số học sinh",
        "sheet": "Báo cáo",
        "cell": f"D{number}",
        "observed": "khoảng 300",
        "message_vi": "«khoảng 300» là số ước chừng.",
        "message_en": "",
        "remedy_vi": "Ghi con số chính xác.",
        "remedy_en": "",
    }
    return ReturnedFault(**known | changes)


def report(**changes):
    known = {"form": "education", "unit": "DK-GDDT", "period": "2023-H1"}
    return ReturnedReport(None, AT, **known | {"file_name": "Báo cáo.xlsx"} | changes)


def written(faults, kind="original", *, enclosed=NAME, **changes):
    return compose_letter(
        CATALOGUE, report(**changes), ReturnSummary(kind, faults), enclosed=enclosed
    )


def saved(path, faults, **changes):
    write_letter(
        CATALOGUE, report(**changes), ReturnSummary("original", faults), enclosed=NAME, path=path
    )
    return path.read_bytes()


def texts(content):
    """Return every paragraph of the document in order, paragraphs in tables included."""
    document = docx.Document(io.BytesIO(content))
    paragraph_texts = []
    for block in document.iter_inner_content():
        cells = (c for row in block.rows for c in row.cells) if hasattr(block, "rows") else [block]
        for cell in cells:
            paragraph_texts += [
                p.text.replace("\u00a0", " ") for p in getattr(cell, "paragraphs", [cell])
            ]
    return [text for text in paragraph_texts if text]


# What it says


def test_a_letter_from_top_to_bottom(tmp_path):
    content = saved(tmp_path / "a.docx", [fault(12), fault(13, "warning")])
    assert texts(content) == [
        "ỦY BAN NHÂN DÂN QUẬN DƯƠNG KINH",
        "PHÒNG LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số:          /LĐTBXH",
        "V/v đề nghị hoàn chỉnh báo cáo 6 tháng của Phòng Giáo dục và Đào tạo "
        "kỳ 6 tháng đầu năm 2023",
        "Dương Kinh, ngày …… tháng …… năm ……",
        "Kính gửi: Phòng Giáo dục và Đào tạo quận Dương Kinh",
        "Báo cáo 6 tháng của Phòng Giáo dục và Đào tạo kỳ 6 tháng đầu năm 2023 của đơn vị "
        "(tệp «Báo cáo.xlsx») được nhận lúc 08 giờ 30 phút ngày 15/06/2023. "
        "Báo cáo chưa được chấp nhận vì có 1 lỗi phải sửa sau đây:",
        *("TT", "Ô, mã lỗi", "Sai gì", "Cách sửa"),
        *("1", "Báo cáo!D12", "E-NUM-004"),
        "Tổng số học sinh: «khoảng 300» là số ước chừng.",
        "Ghi con số chính xác.",
        "Ngoài ra còn 1 điểm cần xem lại, xem trang LOI_CAN_SUA của tệp gửi kèm.",
        "Đề nghị đơn vị sửa các ô tô màu ngay trong tệp gửi kèm «Báo cáo [s1].xlsx», lưu lại và "
        "gửi chính tệp đó theo cách đã gửi lần trước.",
        "Trong khi chờ bản hoàn chỉnh, số liệu của đơn vị đã được chấp nhận trước đó (nếu có) "
        "vẫn được giữ nguyên.",
        "Hạn gửi lại: hết ngày 20/06/2023 (hạn ban đầu: 16/06/2023)./.",
        *("Nơi nhận:", "- Như trên;", "- Lưu: VT."),
        *("TRƯỞNG PHÒNG", "(Ký, ghi rõ họ tên)"),
    ]


def test_of_what_was_not_recognised_it_says_what_is_known():
    letter = written(
        [fault(label="", sheet=None, cell=None)], "list", form=None, unit=None, period=None
    )
    assert letter.subject == "V/v đề nghị hoàn chỉnh báo cáo"
    assert letter.addressee == "Đơn vị gửi báo cáo"
    assert letter.opening.startswith("Báo cáo của đơn vị (tệp «Báo cáo.xlsx») được nhận lúc")
    assert letter.rows[0].address == "(cả tệp)"
    assert not any("Hạn gửi" in text for text in letter.closing)


def test_a_refused_file_is_told_its_places_alone():
    place = fault(code="E-PII-001", label="", observed="", message_vi="Có dữ liệu cá nhân ở ô D1.")
    letter = written([place], "refused", form=None, unit=None, period=None, is_refused=True)
    assert letter.opening.endswith("Tệp bị từ chối vì có dữ liệu cá nhân ở 1 chỗ sau đây:")
    assert letter.rows == [
        LetterRow("Báo cáo!D1", "E-PII-001", "Có dữ liệu cá nhân ở ô D1.", "Ghi con số chính xác.")
    ]


def test_a_unit_that_owes_no_such_report_is_given_no_day():
    assert not any("Hạn gửi" in text for text in written([fault()], unit="DK-CA").closing)


def test_a_units_name_is_the_one_it_signs_with():
    letter = written([fault()], form="ward", unit="HP-HUNGDAO", period="2025-08")
    assert letter.addressee == "Ủy ban nhân dân phường Hưng Đạo"


@pytest.mark.parametrize(
    ("received", "expected_day"),
    [
        (datetime(2023, 5, 10, tzinfo=UTC), "16/06/2023"),  # long before the due date
        (datetime(2023, 6, 15, tzinfo=UTC), "20/06/2023"),  # Thursday, then Tuesday
        (datetime(2023, 6, 16, 17, 30, tzinfo=UTC), "21/06/2023"),  # Saturday where we are
        (datetime(2023, 8, 31, tzinfo=UTC), "07/09/2023"),  # before the national holiday
    ],
)
def test_a_returned_report_has_a_new_due_date(received, expected_day):
    letter = compose_letter(
        CATALOGUE,
        replace(report(), received_at=received),
        ReturnSummary("original", [fault()]),
        enclosed=NAME,
    )
    assert f"Hạn gửi lại: hết ngày {expected_day}" in letter.closing[-1]


def test_the_letter_is_in_the_style_that_the_catalogue_states():
    programme = CATALOGUE.programme.model_copy(update={"office": "DK-TA", "report_writers": ()})
    stated = replace(CATALOGUE, programme=programme)
    letter = compose_letter(stated, report(), ReturnSummary("original", [fault()]), enclosed=NAME)
    assert letter.agency == (
        "TÒA ÁN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG",
        "TÒA ÁN NHÂN DÂN QUẬN DƯƠNG KINH",
    )
    assert (letter.symbol, letter.signer) == ("TA", ("CHÁNH ÁN",))


def test_a_label_is_not_said_twice():
    letter = written([fault(message_vi="Thiếu số của «Tổng số học sinh».")])
    assert letter.rows[0].problem == "Thiếu số của «Tổng số học sinh»."


@pytest.mark.parametrize(
    ("kind", "expected_text"),
    [
        ("original", "sửa các ô tô màu ngay trong tệp"),
        ("template", "được chép sang mẫu chuẩn"),
        ("list", "sửa báo cáo gốc"),
        ("refused", "xóa dữ liệu cá nhân"),
    ],
)
def test_how_to_mend_depends_on_what_goes_with_it(kind, expected_text):
    (how,) = (text for text in written([fault()], kind).closing if NAME in text)
    assert expected_text in how


@pytest.mark.parametrize(("synthetic", "marks"), [(True, 1), (False, 0)])
def test_a_synthetic_report_is_answered_by_a_synthetic_letter(tmp_path, synthetic, marks):
    letter_texts = texts(saved(tmp_path / "a.docx", [fault()], synthetic=synthetic))
    assert sum("DỮ LIỆU GIẢ LẬP" in text for text in letter_texts) == marks


# How much of it


@pytest.mark.parametrize(("errors", "rest"), [(1, 0), (300, 3)])
def test_what_is_not_listed_is_counted(errors, rest):
    letter = written([fault(n) for n in range(errors)] + [fault(1, "warning")] * rest)
    left = errors - len(letter.rows)
    assert f"{errors} lỗi phải sửa" in letter.opening
    if errors == 1:
        assert not any("LOI_CAN_SUA" in text for text in letter.closing)
    else:
        assert 4 < len(letter.rows) < 12
        assert f"Ngoài ra còn {left} lỗi khác và {rest} điểm cần xem lại" in letter.closing[0]


TYPED_TEXTS = st.text(st.sampled_from("aWm漢. \n\u202eẾ"), max_size=400) | st.text(max_size=400)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(TYPED_TEXTS, TYPED_TEXTS), min_size=1, max_size=40),
    TYPED_TEXTS,
    st.integers(0, 3),
)
@example([("W" * 4000, "漢" * 4000)] * 9, "W" * 255, 3)
def test_listed_and_counted_are_all_there_are(typed, file_name, doubts):
    faults = [fault(message_vi=wrong, remedy_vi=mend) for wrong, mend in typed]
    letter = written(faults + [fault(1, "note")] * doubts, file_name=file_name, synthetic=True)
    counted = [int(word) for word in letter.closing[0].split() if word.isdigit()]
    more = counted if letter.closing[0].startswith("Ngoài ra") else []
    assert len(letter.rows) + sum(more) == len(typed) + doubts


def test_however_much_was_typed_the_first_error_has_its_place():
    letter = written([fault(sheet="W" * 31, message_vi="W" * 4000)] * 9, file_name="W" * 255)
    assert len(letter.rows) == 1


def test_longer_texts_leave_room_for_fewer():
    letter = written([fault()])
    numbers = [
        count_fitting_rows(letter, [LetterRow("D1", "E", "chữ " * n, "")] * 90)
        for n in (1, 20, 40, 60)
    ]
    assert numbers == sorted(numbers, reverse=True)
    assert len(set(numbers)) == 4


# Nothing but text


HOSTILE = (
    '{{ letter }} {% raw %} <w:fldSimple w:instr="DDEAUTO c:"/> &amp; ]]> \x00\x0b\ud800\ufffe=1+1'
)


def test_a_senders_text_is_text(tmp_path):
    content = saved(tmp_path / "a.docx", [fault(message_vi=HOSTILE)], file_name=HOSTILE)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    assert len(parts) == 6
    for text in parts.values():
        parseString(text)
        assert not any(sign in text for sign in ("<w:fldSimple", "<w:instrText", "External"))
    assert any("{{ letter }} {% raw %} <w:fldSimple" in text for text in texts(content))


def test_a_cut_shows():
    letter = written([fault(label="", message_vi="chữ " * 900)])
    assert letter.rows[0].problem.endswith("chữ…")
    assert len(letter.rows[0].problem) <= 220


def test_the_same_submission_gives_the_same_bytes(tmp_path):
    first, again = (saved(tmp_path / name, [fault()]) for name in ("a.docx", "b.docx"))
    assert first == again
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = docx.Document(io.BytesIO(first)).core_properties
    assert (properties.author, properties.created, properties.modified) == ("chiso", AT, AT)


# With the workbook


def test_workbook_and_letter_name_the_same_cells(tmp_path):
    given = report(
        values={"students": "khoảng 300"},
        findings=[
            {"code": "E-NUM-004", "severity": "error", "element": "students", "sheet": "Sheet1",
             "cell": "C4", "message_vi": "«khoảng 300» là số ước chừng.", "remedy_vi": "Ghi số."}
        ],
    )  # fmt: skip
    summary = write_returned_package(CATALOGUE, given, tmp_path / "back [s1].xlsx")
    path = build_letter_path(tmp_path / "back [s1].xlsx")
    assert path == tmp_path / "back [s1].docx"
    assert [f.sent_address for f in summary.faults] == ["Sheet1!C4"]
    assert "Báo cáo!D13" in texts(path.read_bytes())  # in our form, which goes back, not at C4
    assert {p.name for p in tmp_path.iterdir()} == {path.name, "back [s1].xlsx"}


@pytest.mark.parametrize(
    ("received_at", "addressee"),
    [
        (datetime(2023, 6, 14, 16, 59, tzinfo=UTC), "Phòng cũ"),
        (datetime(2023, 6, 14, 17, 0, tzinfo=UTC), "Phòng mới"),
    ],
)
def test_the_style_of_office_and_unit_is_that_of_the_local_day_of_receipt(received_at, addressee):
    old, new = date(2023, 6, 14), date(2023, 6, 15)
    rows = [
        replace_days(row, place, **days)
        for row in CATALOGUE.letterheads
        if row.unit_or_kind in {"DK-GDDT", "DK-LDTBXH"}
        for place, days in (("cũ", {"valid_to": old}), ("mới", {"valid_from": new}))
    ]
    catalogue = replace(CATALOGUE, letterheads=tuple(rows))
    letter = compose_letter(
        catalogue,
        ReturnedReport(None, received_at, form="education", unit="DK-GDDT", period="2023-H1"),
        ReturnSummary("original", [fault()]),
        enclosed=NAME,
    )
    assert (letter.addressee, letter.place) == (addressee, addressee.removeprefix("Phòng "))


@pytest.mark.parametrize(
    ("received_at", "office"),
    [
        (datetime(2025, 2, 28, 16, 59, tzinfo=UTC), "PHÒNG LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI"),
        (datetime(2025, 2, 28, 17, 0, tzinfo=UTC), "PHÒNG Y TẾ"),
        (datetime(2026, 11, 28, tzinfo=UTC), "PHÒNG Y TẾ"),
    ],
)
def test_a_letter_is_from_the_office_that_has_the_programme_on_the_day(received_at, office):
    returned_report = replace(report(), received_at=received_at)
    summary = ReturnSummary("original", [fault()])
    letter = compose_letter(CATALOGUE, returned_report, summary, enclosed=NAME)
    assert letter.agency[-1] == office


def replace_days(row, place, **days):
    return row.model_copy(update={"place": place, "addressee": f"Phòng {place}", **days})
