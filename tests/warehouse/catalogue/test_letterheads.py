"""The letterhead of a unit on a day: its row, that of its kind, or the names of the unit."""

import csv
import shutil
from dataclasses import replace
from datetime import date

import pytest

from tests import spec
from warehouse.catalogue import DEFAULT_CATALOGUE, load_catalogue
from warehouse.catalogue.file_row import FileRow
from warehouse.catalogue.letterheads import Letterhead, check_letterheads, choose_letterhead
from warehouse.catalogue.models import Unit
from warehouse.catalogue.validity import ONE_DAY
from warehouse.periods import parse_period_code

FIRST = date(2021, 1, 1)
DAY = date(2023, 6, 14)
LAST = date(2025, 2, 28)


def unit(name="Phường Đa Phúc", key="DK-DP", kind="ward", valid_to=None):
    return Unit(
        unit=key,
        kind=kind,
        name_vi=name,
        name_en="x",
        valid_from=FIRST,
        valid_to=valid_to,
        basis="x",
    )


def letterhead(key, **fields):
    texts = {"above": "UBND quận", "own": "{name}", "addressee": "{name}", "place": "Hải Phòng"}
    texts |= {"symbol": "BC-{bare_name}", "signer": "Chủ tịch"}
    texts |= {"valid_from": FIRST}
    return Letterhead(unit_or_kind=key, basis="x", **(texts | fields))


class TestTheChoice:
    rows = (letterhead("ward", place="của loại"), letterhead("DK-DP", place="của đơn vị"))

    @pytest.mark.parametrize(
        ("key", "kind", "place"),
        [
            ("DK-DP", "ward", "của đơn vị"),
            ("DK-XX", "ward", "của loại"),
            ("DK-XX", "court", "…………"),
        ],
    )
    def test_is_the_unit_then_the_kind_then_nothing_known(self, key, kind, place):
        assert choose_letterhead(self.rows, [unit(key=key, kind=kind)], DAY).place == place

    def test_without_a_row_names_the_unit_and_the_one_directly_above(self):
        line = [unit(), unit("Quận Dương Kinh"), unit("Thành phố Hải Phòng")]
        default = choose_letterhead([], line, DAY)
        assert default.agency_lines == ("QUẬN DƯƠNG KINH", "PHƯỜNG ĐA PHÚC")
        assert default.addressee == "Phường Đa Phúc"
        assert default.signer_lines == ("THỦ TRƯỞNG ĐƠN VỊ",)

    def test_of_the_topmost_unit_has_one_line(self):
        assert choose_letterhead([], [unit("Toàn quốc")], DAY).agency_lines == ("TOÀN QUỐC",)

    def test_leaves_a_note_in_brackets_out_of_the_name(self):
        assert choose_letterhead([], [unit("Phường Hưng Đạo (mới)")], DAY).own == "Phường Hưng Đạo"


class TestBlanks:
    @pytest.mark.parametrize(
        ("blank", "name", "text"),
        [
            ("{name}", "Phường Đa Phúc", "Phường Đa Phúc"),
            ("{lower_name}", "Phường Đa Phúc", "phường Đa Phúc"),
            ("{bare_name}", "Phường Đa Phúc", "Đa Phúc"),
            ("{bare_name}", "VNPT", "VNPT"),
            ("{name}, {lower_name}", "Đội 178", "Đội 178, đội 178"),
        ],
    )
    def test_are_filled_with_the_name_of_the_unit(self, blank, name, text):
        texts = dict.fromkeys(("above", "own", "addressee", "place"), blank)
        filled = choose_letterhead([letterhead("ward", **texts)], [unit(name)], DAY)
        assert {filled.above, filled.own, filled.addressee, filled.place} == {text}

    def test_of_symbol_and_signer_stay_for_the_letter(self):
        assert choose_letterhead([letterhead("ward")], [unit()], DAY).symbol == "BC-{bare_name}"

    @pytest.mark.parametrize("field", ["above", "own", "addressee", "place", "symbol", "signer"])
    def test_of_another_name_are_refused_wherever_they_stand(self, field):
        with pytest.raises(ValueError, match="boss"):
            letterhead("ward", **{field: "Ông {boss}"})


class TestLines:
    def test_are_in_capitals_and_the_agency_above_may_be_absent(self):
        assert letterhead("ward", own="Đội").agency_lines == ("UBND QUẬN", "ĐỘI")
        assert letterhead("ward", above="", own="Đội").agency_lines == ("ĐỘI",)

    def test_of_the_signer_are_parted_by_semicolons(self):
        signer = letterhead("ward", signer="TM. Ủy ban; Chủ tịch")
        assert signer.signer_lines == ("TM. ỦY BAN", "CHỦ TỊCH")

    @pytest.mark.parametrize(
        ("above", "addressee", "is_one"),
        [
            ("Ủy ban nhân dân", "Ủy ban nhân dân phường Đa Phúc", True),
            ("Ủy ban nhân dân", "ủy ban nhân dân phường Đa Phúc", True),
            ("UBND quận", "Phòng Tư pháp", False),
            ("", "Phòng Tư pháp", False),
        ],
    )
    def test_are_one_agency_when_the_addressee_begins_with_the_first(
        self, above, addressee, is_one
    ):
        assert letterhead("ward", above=above, addressee=addressee).is_one_agency is is_one


class TestTheDays:
    old_row = letterhead("ward", place="cũ", valid_to=LAST)
    new_row = letterhead("ward", place="mới", valid_from=date(2025, 3, 1), valid_to="2025-06-30")

    @pytest.mark.parametrize(
        ("day", "place"),
        [
            (FIRST - ONE_DAY, "cũ"),
            (FIRST, "cũ"),
            (LAST, "cũ"),
            (LAST + ONE_DAY, "mới"),
            (date(2025, 7, 5), "mới"),
        ],
    )
    def test_choose_the_row_and_the_last_one_stays(self, day, place):
        rows = [self.new_row, self.old_row]
        assert choose_letterhead(rows, [unit()], day).place == place

    @pytest.mark.parametrize(
        ("fields", "ends", "faults"),
        [
            ({}, LAST + ONE_DAY, []),
            ({"valid_from": LAST}, None, ["ward: ngày 2025-02-28 đã có ở dòng 2"]),
            (
                {"valid_from": date(2025, 3, 3)},
                None,
                ["không dòng nào từ 2025-03-01 đến 2025-03-02"],
            ),
            ({"valid_to": date(2025, 3, 1)}, date(2025, 3, 2), ["từ 2025-03-02 đến 2025-03-02"]),
            ({"valid_to": date(2025, 3, 1)}, date(2025, 3, 1), []),
        ],
    )
    def test_of_a_unit_have_exactly_one_row_each(self, fields, ends, faults):
        later = letterhead("ward", **({"valid_from": LAST + ONE_DAY} | fields))
        rows = [FileRow(self.old_row, "letterheads.csv", 2), FileRow(later, "letterheads.csv", 3)]
        descriptions = [f.description for f in check_letterheads(rows, [unit(valid_to=ends)])]
        assert len(descriptions) == len(faults)
        assert all(fault in text for fault, text in zip(faults, descriptions, strict=True))

    def test_before_the_first_row_of_a_unit_are_a_fault(self):
        row = FileRow(letterhead("DK-DP", valid_from=FIRST + ONE_DAY), "letterheads.csv", 2)
        (fault,) = check_letterheads([row], [unit()])
        assert "DK-DP: không dòng nào từ 2021-01-01 đến 2021-01-01" in fault.description


def test_a_row_of_neither_a_unit_nor_a_kind_is_a_fault():
    rows = [
        FileRow(letterhead(key), "letterheads.csv", line)
        for line, key in enumerate(["ward", "DK-DP", "wards"], 2)
    ]
    (fault,) = check_letterheads(rows, [unit()])
    assert (fault.line, fault.missing_id) == (4, "wards")


@pytest.mark.parametrize("key", list(spec.catalogue().units))
def test_every_shipped_unit_has_a_letterhead_without_a_blank(key):
    shipped = spec.catalogue().find_letterhead(key, DAY)
    texts = (*shipped.agency_lines, shipped.addressee, shipped.place)
    assert all(texts)
    assert not any("{" in text for text in texts)


def test_forms_and_reports_take_the_style_of_the_last_day_of_the_period():
    health = spec.catalogue().find_form_letterhead("DK-YT", parse_period_code("2023-Q2"))
    last_day = date(2023, 6, 14)
    rows = (
        health.model_copy(update={"unit_or_kind": "DK-YT", "place": "cũ", "valid_to": last_day}),
        health.model_copy(update={"place": "mới", "valid_from": last_day + ONE_DAY}),
    )
    catalogue = replace(spec.catalogue(), letterheads=rows)
    for code, place in (("2023-Q2", "cũ"), ("2023-Q3", "mới")):
        period = parse_period_code(code)
        assert catalogue.find_form_letterhead("DK-YT", period).place == place


def test_letters_and_reports_are_of_the_office_that_writes_on_the_day():
    """The programme went to the health office on 1 March 2025, and the district ended in June."""
    catalogue = spec.catalogue()
    labour, health = "Phòng Lao động - Thương binh và Xã hội", "Phòng Y tế"
    days = {
        date(2020, 1, 1): labour,
        date(2025, 2, 28): labour,
        date(2025, 3, 1): health,
        date(2026, 11, 28): health,
    }
    assert {day: catalogue.find_office_letterhead(day).own for day in days} == days
    for code, own in (("2024", labour), ("2025-Q2", health)):
        assert catalogue.find_report_letterhead(parse_period_code(code)).own == own


def test_a_file_of_before_the_days_holds_for_all_days(tmp_path):
    folder = shutil.copytree(DEFAULT_CATALOGUE, tmp_path / "catalogue")
    with (folder / "letterheads.csv").open(encoding="utf-8", newline="") as file:
        rows = [
            {name: text for name, text in row.items() if name not in ("valid_from", "valid_to")}
            for row in csv.DictReader(file)
        ]
    rows = list({row["unit_or_kind"]: row for row in rows}.values())
    with (folder / "letterheads.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    older = load_catalogue(folder)
    assert len(older.letterheads) == len(rows)
    assert all(row.holds_on(date(1999, 1, 1)) for row in older.letterheads)
