"""The rules between the numbers of a form: each fault at its line, each bound at both sides."""

import pytest

from tests import spec
from tests.warehouse.catalogue.test_bounds import element, form_of
from warehouse.catalogue import Relation, Total
from warehouse.catalogue.file_row import FileRow
from warehouse.catalogue.form_rules import check_form
from warehouse.catalogue.models import Marks
from warehouse.periods import Grain

COURT = spec.catalogue().forms["court"]


def relation(kind, name, other, **more):
    return Relation(kind=kind, element=name, other=other, verdict="error", basis="x", **more)


def total(name="a", form="police", other="a", over=Grain.QUARTER, kind="equal"):
    return Total(element=name, kind=kind, form=form, other=other, over=over, basis="x")


def find_faults(form, **forms):
    """Return line and Vietnamese description of each fault; element n stands on line 10 + n."""
    names = ("elements", "relations", "totals")
    lines = {
        (name, n): start + n
        for name, start in zip(names, (10, 20, 30), strict=True)
        for n in range(len(getattr(form, name)))
    }
    row = FileRow(form, "court.yaml", 1, lines)
    forms = {"court": form} | forms
    return [(f.line, f.description.split(" / ")[0]) for f in check_form(row, forms)]


def form_with_labels(*labels, **more):
    """Return a form with an element for each label: a, b, c …"""
    elements = [
        element(chr(ord("a") + n)).model_copy(update={"name_vi": label} | more)
        for n, label in enumerate(labels)
    ]
    return form_of(*elements)


class TestNames:
    def test_different_names_and_labels_are_no_fault(self):
        assert find_faults(form_with_labels("Số vụ", "Số người")) == []

    def test_an_element_that_stands_twice_names_the_first_line(self):
        form = form_of(element("a"), element("b"), element("a"))
        assert (12, "a đã có ở dòng 10") in find_faults(form)

    @pytest.mark.parametrize("label", ["SỐ VỤ", "so vu", "1. Số vụ", "- Số vụ:", "Trong đó: số vụ"])
    def test_labels_that_an_office_types_alike_are_one_label(self, label):
        descriptions = [
            text for line, text in find_faults(form_with_labels("Số vụ", label)) if line == 11
        ]
        assert "hai chỉ tiêu cùng nhãn «so vu» (a)" in descriptions

    def test_a_label_that_another_element_has_as_an_alias_is_shared(self):
        alias = element("b", aliases=("Số vụ",)).model_copy(update={"name_vi": "Án"})
        first = element("a").model_copy(update={"name_vi": "Số vụ"})
        assert find_faults(form_of(first, alias)) == [(11, "hai chỉ tiêu cùng nhãn «so vu» (a)")]
        assert find_faults(form_of(alias, element("c"))) == []

    def test_an_element_may_repeat_its_own_label(self):
        again = element("a", aliases=("Số vụ", "số vụ"))
        assert find_faults(form_of(again.model_copy(update={"name_vi": "Số vụ"}))) == []


class TestSigns:
    def marks(self, **signs):
        return find_faults(form_with_labels("Số vụ").model_copy(update={"marks": Marks(**signs)}))

    def test_with_one_meaning_are_no_fault(self):
        assert self.marks(zero=("-",), not_applicable=("x",), missing=("…",)) == []

    def test_with_two_meanings_are_a_fault_of_the_form(self):
        faults = self.marks(zero=("-", "x"), not_applicable=("x",), missing=("-",))
        assert faults == [(1, "dấu «-» có hai nghĩa"), (1, "dấu «x» có hai nghĩa")]


class TestParts:
    def part(self, name, whole="a", are="all", **more):
        return element(name, part_of=whole, parts_are=are, **more)

    def test_of_an_unknown_whole_are_a_fault(self):
        assert find_faults(form_of(element("a"), self.part("b", "z"))) == [(11, "không có z")]

    @pytest.mark.parametrize(("are", "is_fault"), [("all", True), ("some", False)])
    def test_that_add_up_have_the_unit_of_the_whole(self, are, is_fault):
        form = form_of(element("a", unit="vụ"), self.part("b", are=are, unit="người"))
        assert find_faults(form) == ([(11, "b khác đơn vị tính với a")] if is_fault else [])

    @pytest.mark.parametrize(
        ("order", "is_fault"),
        [
            (("whole", "of_which"), False),
            (("whole", "part", "of_which"), False),
            (("whole", "other", "of_which"), True),
            (("of_which", "whole"), True),
            (("part", "of_which", "whole"), True),
        ],
    )
    def test_called_trong_do_stand_below_the_whole_or_another_part(self, order, is_fault):
        elements = {
            "whole": element("a"),
            "other": element("c"),
            "part": self.part("d", are="some"),
            "of_which": self.part("b", are="some").model_copy(
                update={"name_vi": "- Trong đó: nữ giới"}
            ),
        }
        faults = find_faults(form_of(*(elements[name] for name in order)))
        line = 10 + order.index("of_which")
        assert faults == ([(line, "b không đứng dưới a")] if is_fault else [])

    def test_without_these_words_may_stand_anywhere(self):
        assert find_faults(form_of(self.part("b", are="some"), element("a"))) == []


class TestRelations:
    elements = (element("a"), element("b"), element("c", part_of="a", parts_are="some"))

    def faults(self, *relations):
        return find_faults(form_of(*self.elements, relations=relations))

    def test_between_known_elements_are_no_fault(self):
        assert self.faults(relation("pair", "a", "b"), relation("pair", "b", "a")) == []

    def test_of_unknown_elements_are_faults(self):
        faults = self.faults(relation("pair", "a", "b"), relation("pair", "y", "z"))
        assert faults == [(21, "không có y"), (21, "không có z")]

    def test_declared_twice_are_a_fault_in_both_lines(self):
        twice = relation("pair", "a", "b")
        text = "a và b: quan hệ này đã khai"
        assert self.faults(twice, relation("at_most", "a", "b"), twice) == [(20, text), (22, text)]

    def test_that_a_part_is_at_most_its_whole_is_declared_by_the_part(self):
        assert self.faults(relation("at_most", "c", "a")) == [(20, "c và a: quan hệ này đã khai")]
        assert self.faults(relation("at_most", "a", "c")) == []
        assert self.faults(relation("pair", "c", "a")) == []


class TestTotals:
    police = form_of(element("a"), element("b")).model_copy(
        update={"form": "police", "frequency": Grain.MONTH}
    )

    def faults(self, *totals, police=police):
        return find_faults(form_of(element("a"), totals=totals), police=police)

    def test_between_known_elements_are_no_fault(self):
        assert self.faults(total(), total(other="b"), total(over=Grain.YEAR)) == []

    def test_of_an_unknown_element_of_either_form_are_faults(self):
        assert self.faults(total("y", other="z")) == [(30, "không có y"), (30, "không có z")]

    def test_of_an_unknown_form_are_one_fault(self):
        assert self.faults(total(form="customs", other="z")) == [(30, "không có customs")]

    @pytest.mark.parametrize(
        ("over", "forms"),
        [(Grain.MONTH, ["court"]), (Grain.QUARTER, []), (Grain.HALF_YEAR, [])],
    )
    def test_over_a_period_that_a_form_does_not_fill_are_a_fault(self, over, forms):
        assert self.faults(total(over=over)) == [
            (30, f"kỳ của {form} không lấp đầy {over}") for form in forms
        ]

    def test_over_a_period_that_the_other_form_does_not_fill_are_a_fault(self):
        yearly = self.police.model_copy(update={"frequency": Grain.YEAR})
        assert self.faults(total(), police=yearly) == [(30, "kỳ của police không lấp đầy quarter")]

    def test_declared_twice_are_a_fault_whatever_their_kind(self):
        text = "a.police.a.quarter đã khai"
        faults = self.faults(total(), total(kind="at_most"), total(over=Grain.YEAR))
        assert faults == [(30, text), (31, text)]


def test_a_fault_of_a_bound_stands_at_its_element():
    form = form_of(element("a"), element("b", valid=(0, 10**15)))
    assert [line for line, _ in find_faults(form)] == [11]
