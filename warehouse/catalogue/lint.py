"""The lint of a catalogue: every fault that stops a load, and notes that stop nothing.

A note names something that may be meant: a form with no place in a published table, the elements
of a form in no indicator, units without a sender. May import this floor only.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from warehouse.catalogue.catalogue_faults import CatalogueFault
from warehouse.catalogue.consistency import CatalogueRows
from warehouse.catalogue.element_places import find_form_places
from warehouse.catalogue.file_row import FileRow
from warehouse.catalogue.folder_reader import read_catalogue_folder
from warehouse.catalogue.models import Element, Form
from warehouse.catalogue.senders import list_ancestor_ids, select_unit_senders


class CatalogueLint(NamedTuple):
    """The faults of a catalogue, and the notes; each with file, line and remedy.

    `follower_count` counts the faults that may follow from those listed.
    """

    faults: list[CatalogueFault]
    notes: list[CatalogueFault]
    follower_count: int


def lint_catalogue(folder: Path) -> CatalogueLint:
    """Find the faults and the notes of the catalogue in a folder."""
    rows, (faults, follower_count) = read_catalogue_folder(folder)
    notes = [] if follower_count else [*_note_elements(rows), *_note_unbound_units(rows)]
    return CatalogueLint(faults, notes, follower_count)


def _note_elements(rows: CatalogueRows) -> Iterator[CatalogueFault]:
    """Note, form by form, the published tables without the form and the elements in no indicator.

    Every element of a form is in the same tables of elements.
    """
    units = [row.model for row in rows.units]
    coverage = [row.model for row in rows.coverage]
    indicators = [row.model for row in rows.indicators]
    for row in rows.forms:
        places = find_form_places(row.model, units, coverage, indicators)
        for table in places.missing_tables:
            yield _make_form_note(
                row, row.model.elements, (f"không vào bảng {table}", f"not in the table {table}")
            )
        if places.silent_elements:
            yield _make_form_note(
                row, places.silent_elements, ("không vào chỉ số nào", "in no indicator")
            )


def _make_form_note(
    row: FileRow[Form], elements: Sequence[Element], missing_place: tuple[str, str]
) -> CatalogueFault:
    """Make the note on some elements of a form: a line of count, and a line for each element."""
    form, (vi, en) = row.model, missing_place
    positions = {element.element: number for number, element in enumerate(form.elements)}
    lines = (
        f"\n    {row.locate_part('elements', positions[e.element]).line}: {e.element} · "
        f"{e.name_vi} / {e.name_en}"
        for e in elements
    )
    count = f"{len(elements)}/{len(form.elements)}"
    return row.make_fault(
        f"{form.form}: {count} chỉ tiêu {vi} / {count} elements {en}{''.join(lines)}",
        "xem docs/elements.md: chỉ tiêu nào ở bảng nào / see docs/elements.md: which element is in "
        "which table",
    )


def _note_unbound_units(rows: CatalogueRows) -> Iterator[CatalogueFault]:
    """Note the reporting units for which any sender may speak."""
    senders = [row.model for row in rows.senders]
    parents = {row.model.unit: row.model.parent for row in rows.units}
    unbound_units = [
        row.model.unit
        for row in rows.units
        if row.model.form
        and not select_unit_senders(senders, list_ancestor_ids(parents, row.model.unit))
    ]
    if unbound_units:
        yield CatalogueFault(
            "senders.csv",
            1,
            f"ai gửi cũng được nhận, cho {len(unbound_units)} đơn vị / whoever sends is believed, "
            f"for {len(unbound_units)} units: {', '.join(unbound_units)}",
            "khai người gửi của đơn vị / declare the senders of the unit",
        )
