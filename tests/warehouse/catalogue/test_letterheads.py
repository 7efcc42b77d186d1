"""The letterhead of a unit: its own row, that of its kind, or its name and the one above."""

from datetime import date

import pytest

from tests import spec
from warehouse.catalogue.file_row import FileRow
from warehouse.catalogue.letterheads import Letterhead, check_letterheads, choose_letterhead
from warehouse.catalogue.models import Unit


def unit(name="Phường Đa Phúc", key="DK-DP", kind="ward"):
    return Unit(
        unit=key, kind=kind, name_vi=name, name_en="x", valid_from=date(2021, 1, 1), basis="x"
    )


def letterhead(key, **fields):
    texts = {"above": "UBND quận", "own": "{name}", "addressee": "{name}", "place": "Hải Phòng"}
    texts |= {"symbol": "BC-{bare_name}", "signer": "Chủ tịch"}
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
        assert choose_letterhead(self.rows, [unit(key=key, kind=kind)]).place == place

    def test_without_a_row_names_the_unit_and_the_one_directly_above(self):
        line = [unit(), unit("Quận Dương Kinh"), unit("Thành phố Hải Phòng")]
        default = choose_letterhead([], line)
        assert default.agency_lines == ("QUẬN DƯƠNG KINH", "PHƯỜNG ĐA PHÚC")
        assert default.addressee == "Phường Đa Phúc"
        assert default.signer_lines == ("THỦ TRƯỞNG ĐƠN VỊ",)

    def test_of_the_topmost_unit_has_one_line(self):
        assert choose_letterhead([], [unit("Toàn quốc")]).agency_lines == ("TOÀN QUỐC",)

    def test_leaves_a_note_in_brackets_out_of_the_name(self):
        assert choose_letterhead([], [unit("Phường Hưng Đạo (mới)")]).own == "Phường Hưng Đạo"


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
        filled = choose_letterhead([letterhead("ward", **texts)], [unit(name)])
        assert {filled.above, filled.own, filled.addressee, filled.place} == {text}

    def test_of_symbol_and_signer_stay_for_the_letter(self):
        assert choose_letterhead([letterhead("ward")], [unit()]).symbol == "BC-{bare_name}"

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


def test_a_row_of_neither_a_unit_nor_a_kind_is_a_fault():
    rows = [
        FileRow(letterhead(key), "letterheads.csv", line)
        for line, key in enumerate(["ward", "DK-DP", "wards"], 2)
    ]
    (fault,) = check_letterheads(rows, [unit()])
    assert (fault.line, fault.missing_id) == (4, "wards")


@pytest.mark.parametrize("key", list(spec.catalogue().units))
def test_every_shipped_unit_has_a_letterhead_without_a_blank(key):
    shipped = spec.catalogue().find_letterhead(key)
    texts = (*shipped.agency_lines, shipped.addressee, shipped.place)
    assert all(texts)
    assert not any("{" in text for text in texts)
