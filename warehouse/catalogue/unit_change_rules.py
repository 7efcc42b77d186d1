"""The rules of the changes of units: days, shares, and the rest of a successor.

Yields faults with file, line and remedy; reads no file, raises nothing. Part of `consistency`.
May import the catalogue's models only.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import groupby

from warehouse.catalogue.catalogue_faults import CatalogueFault
from warehouse.catalogue.file_row import FileRow, check_ids
from warehouse.catalogue.models import Unit, UnitChange

_ROUNDING = 1e-6
"""Shares with six decimals that add up to the whole within their rounding."""


def check_unit_changes(
    rows: Sequence[FileRow[UnitChange]], units: Mapping[str, Unit]
) -> Iterator[CatalogueFault]:
    """Check the changes: every successor of a unit is named, and no day contradicts a unit."""
    for row in rows:
        yield from check_ids(row, (row.model.old_unit, row.model.new_unit), units)
        yield from _check_days(row, units)
    for old_unit, successors in groupby(sorted(rows, key=_get_old_unit), _get_old_unit):
        yield from _check_shares(old_unit, list(successors))
    for new_unit, origins in groupby(sorted(rows, key=_get_new_unit), _get_new_unit):
        yield from _check_outside(new_unit, list(origins))


def _get_old_unit(row: FileRow[UnitChange]) -> str:
    return row.model.old_unit


def _get_new_unit(row: FileRow[UnitChange]) -> str:
    return row.model.new_unit


def _check_days(row: FileRow[UnitChange], units: Mapping[str, Unit]) -> Iterator[CatalogueFault]:
    """Report a change on a day without the end of the old and the start of the new unit."""
    old_unit, new_unit = units.get(row.model.old_unit), units.get(row.model.new_unit)
    if old_unit and old_unit.valid_to != row.model.effective - timedelta(days=1):
        yield row.make_fault(
            f"{old_unit.unit} không hết hiệu lực ngay trước ngày {row.model.effective} / "
            f"{old_unit.unit} does not end the day before {row.model.effective}",
            "sửa effective, hoặc valid_to ở units.csv: đơn vị đổi địa giới là một đơn vị mới, mã "
            "mới / correct effective, or valid_to in units.csv: a unit whose boundary changes is "
            "a new unit with a new id",
        )
    if new_unit and new_unit.valid_from != row.model.effective:
        yield row.make_fault(
            f"{new_unit.unit} không bắt đầu ngày {row.model.effective} / {new_unit.unit} does not "
            f"begin on {row.model.effective}",
            "sửa effective, hoặc valid_from ở units.csv / correct effective, or valid_from in "
            "units.csv",
        )


def _check_shares(old_unit: str, rows: list[FileRow[UnitChange]]) -> Iterator[CatalogueFault]:
    """Report a whole unit with two successors, and known shares unequal to the whole."""
    if any(row.model.extent == "whole" for row in rows):
        if len(rows) > 1:
            yield rows[-1].make_fault(
                f"{old_unit} đã chuyển toàn bộ, không thể chuyển thêm / {old_unit} went whole, "
                "nothing is left for another unit",
                "sửa extent thành part / correct extent to part",
            )
        return
    known_shares = [row.model.share for row in rows if row.model.share is not None]
    total = sum(known_shares)
    is_whole = abs(total - 1) <= _ROUNDING
    if total > 1 + _ROUNDING or (len(known_shares) == len(rows) and not is_whole):
        yield rows[-1].make_fault(
            f"tỷ lệ của {old_unit} cộng lại là {total:g}, không phải 1 / the shares of {old_unit} "
            f"add up to {total:g}, not to 1",
            "sửa share, hoặc thêm dòng cho phần còn lại / correct share, or add a row for the rest",
        )


def _check_outside(new_unit: str, rows: list[FileRow[UnitChange]]) -> Iterator[CatalogueFault]:
    """Report rows of a new unit with different values of `outside`."""
    for row in rows[1:]:
        if row.model.outside != rows[0].model.outside:
            yield row.make_fault(
                f"{new_unit}: outside khác dòng {rows[0].line} / {new_unit}: outside differs from "
                f"line {rows[0].line}",
                "ghi giống nhau ở mọi dòng của đơn vị mới / write the same in every row of the "
                "new unit",
            )
