"""What the headings of a chosen place say against an element, however alike the words are.

A doubt never moves a choice: the reading is looked at by the hub instead of being sure.
"""

import re

from warehouse.catalogue import Element
from warehouse.forms.layouts.column_roles import ColumnRole
from warehouse.forms.layouts.measure_words import (
    counts_money,
    find_counted,
    is_measure,
    may_count_same,
)
from warehouse.forms.layouts.place_meanings import PlaceMeaning
from warehouse.forms.layouts.wording import list_spellings
from warehouse.periods import Period
from warehouse.text import make_match_key

_NOT = r"chua(?! mai| moi)|khong(?! trung| vi pham| de)|ngung|du kien|con lai"
_EXCLUDING = re.compile(rf"\b(?:{_NOT})\b")
_EXCLUDING_STOCK = re.compile(rf"\b(?:{_NOT}|moi(?! gioi| co so| cs| nguoi))\b")
_FITTING_ROLES = {
    "cumulative": frozenset((ColumnRole.CUMULATIVE,)),
    "flow": frozenset((ColumnRole.CURRENT, ColumnRole.PLAIN)),
    "stock": frozenset((ColumnRole.CURRENT, ColumnRole.PLAIN)),
}


def contradicts_element(meaning: PlaceMeaning, element: Element, period: Period | None) -> bool:
    """Return whether the headings say another time, another thing counted, or the opposite."""
    return (
        _says_other_time(meaning, element, period)
        or _counts_other_thing(meaning, element)
        or _excludes_element(meaning, element)
    )


def _excludes_element(meaning: PlaceMeaning, element: Element) -> bool:
    """Return whether a label says the opposite, or only the new ones, of an element's names.

    «Số cơ sở chưa ký cam kết», «CLB thành lập mới» where those kept up are asked for.
    """
    if element.is_yes_no:
        return False
    pattern = _EXCLUDING_STOCK if element.nature == "stock" else _EXCLUDING
    exclusions = set(pattern.findall(make_match_key(meaning.own)))
    names = map(make_match_key, list_spellings(element))
    return bool(exclusions) and not any(exclusions <= {*pattern.findall(name)} for name in names)


def _says_other_time(meaning: PlaceMeaning, element: Element, period: Period | None) -> bool:
    """Return whether the role of the column is not the element's; the row's own may be.

    In the first period of a year this period and the year to date are the same.
    """
    fitting = _FITTING_ROLES[element.nature]
    if element.nature == "cumulative" and period is not None and period.first_month == 1:
        fitting = fitting | {ColumnRole.CURRENT, ColumnRole.PLAIN}
    roles = {meaning.role, meaning.row_role} - {ColumnRole.PLAIN} or {ColumnRole.PLAIN}
    return fitting.isdisjoint(roles)


def _counts_other_thing(meaning: PlaceMeaning, element: Element) -> bool:
    """Return whether what is counted is another: establishments «Số cơ sở …», and not visits."""
    stated = meaning.unit if is_measure(meaning.unit) else find_counted(meaning.own)
    if not stated or element.is_yes_no:
        return False
    if element.is_money or counts_money(stated):
        return element.is_money != counts_money(stated)
    return not may_count_same(stated, element.unit)
