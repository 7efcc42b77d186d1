"""The official style of each office in letters and forms, by Nghị định 30/2020/NĐ-CP.

The row, the rules between rows and the choice of a row; `loader` reads the file. May import
`file_row`, `models`, `row` and `validity` only.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator

from warehouse.catalogue.catalogue_faults import CatalogueFault
from warehouse.catalogue.file_row import (
    FileRow,
    check_ids,
    check_shared_days,
    report_free_days,
)
from warehouse.catalogue.models import Unit
from warehouse.catalogue.row import CatalogueRow, NonEmptyText
from warehouse.catalogue.validity import ValidDays, find_latest_row, list_free_days

_BLANK = re.compile(r"\{([^}]*)\}")


class Letterhead(CatalogueRow, ValidDays):
    """The agency in two lines, the name in «Kính gửi», and place, symbol and signer of letters.

    A row is for one unit, or for all units of a kind, from `valid_from` to `valid_to`; a file
    without these columns holds for all days.
    `{name}` is the name of the unit, `{lower_name}` the same inside a sentence, `{bare_name}` the
    same without the kind of unit.
    `signer` has a line for each part between semicolons.
    """

    valid_from: date = date.min
    unit_or_kind: NonEmptyText
    above: str
    own: NonEmptyText
    addressee: NonEmptyText
    place: NonEmptyText
    symbol: str
    signer: Annotated[str, Field(min_length=1)]

    @model_validator(mode="after")
    def _validate_blanks(self) -> Self:
        texts = (self.above, self.own, self.addressee, self.place, self.symbol, self.signer)
        unknown_blanks = {b for text in texts for b in _BLANK.findall(text)} - set(_list_names(""))
        if unknown_blanks:
            raise ValueError(f"không có chỗ trống {unknown_blanks} / there is no such blank")
        return self

    @property
    def agency_lines(self) -> tuple[str, ...]:
        """Return the lines of the agency in capitals: the agency above, then the office."""
        return tuple(line.upper() for line in (self.above, self.own) if line)

    @property
    def is_one_agency(self) -> bool:
        """Return whether both lines together are the name of the office: a people's committee."""
        return bool(self.above) and self.addressee.lower().startswith(self.above.lower())

    @property
    def signer_lines(self) -> tuple[str, ...]:
        """Return the lines above the signature in capitals."""
        return tuple(part.strip().upper() for part in self.signer.split(";"))

    def fill(self, unit: Unit) -> Self:
        """Return the letterhead of a unit, with the name of the unit in every blank."""
        names = _list_names(unit.official_name)
        fields = ("above", "own", "addressee", "place")
        return self.model_copy(
            update={f: _BLANK.sub(lambda b: names[b[1]], getattr(self, f)) for f in fields}
        )


def _list_names(name: str) -> dict[str, str]:
    return {
        "name": name,
        "lower_name": name[:1].lower() + name[1:],
        "bare_name": name.partition(" ")[2] or name,
    }


def choose_letterhead(
    letterheads: Collection[Letterhead], ancestors: Sequence[Unit], day: date
) -> Letterhead:
    """Choose the row of a unit, else of the kind, else the names of the unit and the unit above.

    The row is the one of `day`; for a day after the last row, the last.
    """
    unit, *above = ancestors
    own_rows = [row for row in letterheads if row.unit_or_kind == unit.unit]
    rows = own_rows or [row for row in letterheads if row.unit_or_kind == unit.kind]
    letterhead = find_latest_row(rows, day) if rows else _build_default(unit, above)
    return letterhead.fill(unit)


def _build_default(unit: Unit, above: Sequence[Unit]) -> Letterhead:
    return Letterhead(
        unit_or_kind=unit.unit,
        above=above[0].official_name if above else "",
        own="{name}",
        addressee="{name}",
        place="…………",
        symbol="",
        signer="THỦ TRƯỞNG ĐƠN VỊ",
        valid_from=unit.valid_from,
        basis=unit.basis,
    )


def check_letterheads(
    rows: Iterable[FileRow[Letterhead]], units: Collection[Unit]
) -> Iterator[CatalogueFault]:
    """Report rows of neither a unit nor a kind, shared days, and days of a unit without a row."""
    rows_by_key: dict[str, list[FileRow[Letterhead]]] = {}
    known_keys = {key for unit in units for key in (unit.unit, unit.kind)}
    for row in rows:
        yield from check_ids(row, (row.model.unit_or_kind,), known_keys)
        rows_by_key.setdefault(row.model.unit_or_kind, []).append(row)
    for key, key_rows in rows_by_key.items():
        yield from check_shared_days(key, key_rows)
        models, living = [r.model for r in key_rows], [u for u in units if key in (u.unit, u.kind)]
        if living:
            first, last = min(u.valid_from for u in living), max(u.last_day for u in living)
            yield from report_free_days(key_rows[0], key, list_free_days(models, first, last))
