"""Where the rows of our form stand and how they are numbered."""

import pytest

from warehouse.catalogue import Element, Form, load_catalogue
from warehouse.catalogue.models import Marks
from warehouse.forms.layout import (
    FIRST_TABLE_ROW,
    OBSTACLE_CELLS,
    find_note_cell,
    find_section_row,
    format_roman_section,
    get_obstacle_kind,
    list_form_lines,
    map_obstacle_cells,
    map_obstacles,
    map_value_cells,
)
from warehouse.forms.remark import NOTE, OBSTACLE, PROPOSAL, Remark


def form(*rows):
    """Build a form drawn as (element, its whole, its section)."""
    return Form(
        form="drawn",
        name_vi="Biểu",
        name_en="Form",
        frequency="month",
        version=1,
        basis="test",
        marks=Marks(),
        elements=tuple(
            Element(
                element=name,
                name_vi=name,
                name_en=name,
                nature="flow",
                unit="lượt",
                basis="test",
                part_of=whole,
                parts_are="some" if whole else None,
                section_vi=section,
            )
            for name, whole, section in rows
        ),
    )


@pytest.mark.parametrize(
    ("rows", "numbered"),
    [
        (
            [("a", None, None), ("b", None, None)],
            [("1", "a", 0), ("2", "b", 0)],
        ),
        (
            [("a", None, "Một"), ("b", None, None), ("c", None, "Hai")],
            [("I", "Một", 0), ("1", "a", 0), ("2", "b", 0), ("II", "Hai", 0), ("1", "c", 0)],
        ),
        (
            [("a", None, None), ("b", "a", None), ("c", "b", None), ("d", "a", None)],
            [("1", "a", 0), ("1.1", "b", 1), ("1.1.1", "c", 2), ("1.2", "d", 1)],
        ),
        (  # a part parted from its whole by another row stands on its own
            [("a", None, None), ("b", None, None), ("c", "a", None)],
            [("1", "a", 0), ("2", "b", 0), ("3", "c", 0)],
        ),
        (  # nor does a part reach over a section's heading
            [("a", None, "Một"), ("b", "a", "Hai")],
            [("I", "Một", 0), ("1", "a", 0), ("II", "Hai", 0), ("1", "b", 0)],
        ),
    ],
)
def test_numbering(rows, numbered):
    assert [
        (line.number, line.label, line.depth) for line in list_form_lines(form(*rows))
    ] == numbered


def test_every_element_has_one_cell_below_the_header():
    examined = load_catalogue().forms.values()
    assert examined
    for each in examined:
        cells = map_value_cells(list_form_lines(each))
        assert list(cells) == [e.element for e in each.elements]
        rows = [int(cell.removeprefix("D")) for cell in cells.values()]
        assert rows == sorted(set(rows))
        assert rows[0] > FIRST_TABLE_ROW


def test_roman():
    assert [format_roman_section(n) for n in (1, 4, 5, 9, 14)] == ["I", "IV", "V", "IX", "XIV"]


def test_each_row_of_which_stands_below_its_whole():
    for form in load_catalogue().forms.values():
        lines = list_form_lines(form)
        of_which = [x for x in lines if x.label.startswith("Trong đó")]
        assert [x.label for x in of_which if x.depth == 0] == []
    police = {x.element.element: x.number for x in police_lines() if x.element}
    assert police["criminal_cases"] == "2"
    assert police["trafficking_cases"] == "2.1"
    assert police["child_cases"] == "2.2"


def police_lines():
    return list_form_lines(load_catalogue().forms["police"])


@pytest.mark.parametrize("count", [1, 2, 5])
def test_obstacles_stand_below_the_table_with_a_heading_and_an_empty_row_between(count):
    lines = list_form_lines(form(*((f"e{n}", None, None) for n in range(count))))
    last_row = FIRST_TABLE_ROW + count  # counted from 1, as in an address
    assert map_value_cells(lines)[f"e{count - 1}"] == f"D{last_row}"
    assert find_section_row(lines) + 1 == last_row + 2
    assert map_obstacle_cells(lines) == {
        name: f"C{last_row + 3 + place}" for place, name in enumerate(OBSTACLE_CELLS)
    }


def test_a_note_stands_beside_its_value():
    assert (find_note_cell("D11"), find_note_cell("D9999")) == ("E11", "E9999")


def test_two_cells_are_for_obstacles_and_two_for_proposals():
    kinds = [get_obstacle_kind(name) for name in OBSTACLE_CELLS]
    assert kinds == [OBSTACLE, OBSTACLE, PROPOSAL, PROPOSAL]


def test_remarks_fill_the_cells_of_their_kind_in_order_and_the_rest_does_not_fit():
    kinds = [PROPOSAL, OBSTACLE, NOTE, OBSTACLE, OBSTACLE, PROPOSAL]
    remarks = [Remark(kind, None, "A1", f"{kind} {n}") for n, kind in enumerate(kinds)]
    assert map_obstacles(remarks) == {
        "proposal_1": "proposal 0",
        "obstacle_1": "obstacle 1",
        "obstacle_2": "obstacle 3",
        "proposal_2": "proposal 5",
    }
    assert map_obstacles([]) == {}
