"""The lint of a catalogue: every fault that stops a load, and notes that stop nothing.

A note names something that may be meant: an element in no indicator or no
published table, units without a sender. May
import this floor only.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from warehouse.catalogue.catalogue_faults import CatalogueFault
from warehouse.catalogue.consistency import CatalogueRows
from warehouse.catalogue.folder_reader import read_catalogue_folder
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
    notes = (
        []
        if follower_count
        else [
            *_note_unused_elements(rows),
            *_note_unplaced_elements(rows),
            *_note_unbound_units(rows),
        ]
    )
    return CatalogueLint(faults, notes, follower_count)


def _note_unused_elements(rows: CatalogueRows) -> Iterator[CatalogueFault]:
    used_elements = {
        (term.form, term.element) for row in rows.indicators for term in row.model.all_terms
    }
    for row in rows.forms:
        for position, element in enumerate(row.model.elements):
            if (row.model.form, element.element) not in used_elements:
                yield row.locate_part("elements", position).make_fault(
                    f"{element.element} không vào chỉ số nào / is in no indicator",
                    "thêm chỉ số nếu cần theo dõi / add an indicator if it is to be followed",
                )


def _note_unplaced_elements(rows: CatalogueRows) -> Iterator[CatalogueFault]:
    """Note the elements with no place in a published table: no covered area adds up the form."""
    parents = {row.model.unit: row.model.parent for row in rows.units}
    covered_areas = {row.model.area for row in rows.coverage}
    placed_forms = {
        row.model.form
        for row in rows.units
        if covered_areas & set(list_ancestor_ids(parents, row.model.unit)[1:])
    }
    for row in rows.forms:
        if row.model.form not in placed_forms:
            for position, element in enumerate(row.model.elements):
                yield row.locate_part("elements", position).make_fault(
                    f"{element.element} không vào bảng công bố nào / is in no published table",
                    "thêm đơn vị nộp biểu này ở một địa bàn của area_coverage.csv / add a unit "
                    "with this form in an area of area_coverage.csv",
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
