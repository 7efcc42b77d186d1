"""The headings leading to a row: sections, the wholes above a part, and the row's own label.

Levels come from numbering («I», «1», «1.1», «a)»), from bullets and from the words of a part.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from warehouse.forms.layouts.cell_texts import CellTexts, is_count
from warehouse.forms.layouts.measure_words import is_measure
from warehouse.forms.layouts.stated_times import read_times
from warehouse.text import fold_text, make_match_key

ORDINAL = re.compile(
    r"\s*(?:[IVXivx]{1,5}|\d{1,2}(?:\.\d{1,2}){0,3}[a-hđ]?|[A-Za-zđĐ]|[-+*•–])\s*[.)]?\s*"
)
"""What stands in a column of ordinals."""
_PREFIX = re.compile(
    r"^\s*(?:(?P<roman>[IVX]{1,5})[.)]|(?P<letter>[A-H])[.)]|(?P<deep>\d{1,2}(?:\.\d{1,2})+)[.)]?"
    r"|(?P<number>\d{1,2})[.)]|(?P<small>[a-zđ])[.)]|(?P<dash>[-–•*])|(?P<plus>\+)"
    r"|(?P<bracket>\())"
)
_LEVELS = {"roman": 1, "letter": 0, "number": 2, "deep": 3, "small": 4, "dash": 6, "plus": 7}
_LEAST_LEVELS = 2
_PLAIN_LEVEL, _PART_LEVEL = 5, 6
_PART_WORDS = re.compile(r"(?:trong do|bao gom|gom|la|chia ra)\b")
_PART_LEAD = re.compile(r"(?:trong do|bao gom|gom|chia ra) ?:? ?(?=[-–•*+]|[a-h]\))")

_AREA = r"(?:quan|huyen|phuong|xa|tinh|thanh pho|dia ban|nganh|don vi)"
_SUM = re.compile(
    rf"(?:tong(?: so| cong)?|cong|chung)(?: chung)?(?: cac loai)?"
    rf"(?: (?:cua )?(?:muc |phan |nhom )?(?:[a-h]|[ivx]{{1,4}}|\d{{1,2}}))*(?: (?:toan )?{_AREA})?"
    rf"|toan {_AREA}"
)
_WHOLE_SUM = re.compile(r"tong (?:cong|so)\b")

RowPath = tuple[str, ...]


class _OpenHeading(NamedTuple):
    """A heading that rows below may belong to; a line has figures of its own."""

    level: int
    text: str
    is_line: bool


def trace_row_paths(
    texts: CellTexts, rows: range, label_columns: Sequence[int], ordinal_column: int | None
) -> dict[int, RowPath]:
    """Return the path of each row; empty for a row without a label."""
    paths: dict[int, RowPath] = {}
    open_headings: list[_OpenHeading] = []
    group = ""
    for row in rows:
        if not texts.list_filled_columns(row):
            open_headings = [heading for heading in open_headings if not heading.is_line]
        labels = texts.list_distinct_texts([(row, c) for c in label_columns])
        if not labels:
            paths[row] = ()
            continue
        group = _choose_group(texts, row, label_columns, group)
        if group and not texts.get_text(row, label_columns[0]):
            labels.insert(0, group)
        ordinal = texts.get_text(row, ordinal_column) if ordinal_column is not None else ""
        level = _measure_level(ordinal, labels[0], has_ordinals=ordinal_column is not None)
        is_sum = is_sum_label(labels[-1])
        is_whole = is_sum and row == rows[-1] and bool(_WHOLE_SUM.match(fold_text(labels[-1])))
        while open_headings and (
            open_headings[-1].level >= level or is_whole or (is_sum and open_headings[-1].is_line)
        ):
            open_headings.pop()
        paths[row] = (*(heading.text for heading in open_headings), *labels)
        if len(labels) == 1:
            is_line = any(is_count(v) for v in texts.list_values_after(row, max(label_columns)))
            open_headings.append(_OpenHeading(level, labels[0], is_line))
    return paths


def name_measure_rows(
    texts: CellTexts, paths: Mapping[int, RowPath], unit_column: int | None
) -> dict[int, RowPath]:
    """Name rows with a unit of measure and no label: another measure of the line above.

    «Phạt tiền | cơ sở | 1», and below «| triệu đồng | 4».
    """
    line_paths = dict(paths)
    line: RowPath = ()
    for row, path in paths.items():
        unit = texts.get_text(row, unit_column) if unit_column is not None else ""
        if path or not is_measure(unit):
            line = path
        elif line and unit != texts.get_text(row - 1, unit_column or 0):
            line_paths[row] = (*line, unit)
    return line_paths


def _choose_group(texts: CellTexts, row: int, label_columns: Sequence[int], group: str) -> str:
    """Choose the unmerged label that goes on for the rows below: the first of two or more."""
    if len(label_columns) < _LEAST_LEVELS or is_sum_label(texts.get_text(row, label_columns[-1])):
        return ""
    first, *others = (texts.get_text(row, c) for c in label_columns)
    if first:
        return first if any(text and text != first for text in others) else ""
    return group


def is_sum_label(text: str) -> bool:
    """Return whether a label only says sum, or names a time: the row is no part of another."""
    times = read_times(text)
    return bool(_SUM.fullmatch(make_match_key(text))) or bool(times.times and not times.text)


def _measure_level(ordinal: str, label: str, *, has_ordinals: bool) -> int:
    """Measure how deep a row stands, from its ordinal or from the label's beginning."""
    for text in (f"{ordinal.strip(' .)')}." if ordinal else "", label):
        if match := _PREFIX.match(text):
            return _LEVELS.get(match.lastgroup or "", _PART_LEVEL)
    folded = fold_text(label)
    if (lead := _PART_LEAD.match(folded)) and (match := _PREFIX.match(folded[lead.end() :])):
        return _LEVELS[match.lastgroup or ""]
    is_part = bool(_PART_WORDS.match(folded)) or (label[:1].islower() and not is_count(label))
    if is_part or (has_ordinals and not ordinal):
        return _PART_LEVEL
    return _PLAIN_LEVEL
