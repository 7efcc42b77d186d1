"""The role of headings over figures: this period, year to date, before, plan, share, or content.

A role comes from words and from the times named, compared with the report's period; what is left
of the headings is content.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from warehouse.forms.layouts.heading_patterns import (
    BEFORE,
    CHANGE,
    CUMULATIVE,
    CURRENT,
    FILLER,
    FILLER_BEFORE_PLAN,
    LABEL_CURRENT,
    NUMBER_WORD,
    PART_BULLET,
    PART_OF_QUARTER,
    PLAN,
    ROLE_WORDS,
    SHARE,
    SHARE_LABEL,
    START,
    SUM,
    TOTAL,
    WHOLE_YEAR,
)
from warehouse.forms.layouts.row_paths import is_sum_label
from warehouse.forms.layouts.stated_times import StatedTime, combine_times, read_times
from warehouse.periods import Period
from warehouse.text import fold_text, make_match_key

_COUNT_WORD = re.compile(r"^(?:tong )?so ")


class ColumnRole(StrEnum):
    """What the figures under a heading are about."""

    CURRENT = "current"
    CUMULATIVE = "cumulative"
    BEFORE = "before"
    PLAN = "plan"
    SHARE = "share"
    PART = "part"
    PLAIN = "plain"


class HeadingMeaning(NamedTuple):
    """The role of headings, and the remaining words of each heading with content."""

    role: ColumnRole
    contents: tuple[str, ...]


ColumnPath = tuple[str, ...]


def read_columns(
    paths: Iterable[ColumnPath],
    period: Period | None,
    *,
    lead_figures: bool,
    are_plans_elements: bool = False,
) -> dict[ColumnPath, HeadingMeaning]:
    """Read the heads of one table's columns.

    `lead_figures` is true of columns beside labelled rows: only there a plan or a share is a role,
    and words such as «Thực hiện» say nothing more. A sum beside columns of months, or a year
    beside a column of this period, has the role that these give. With `are_plans_elements` a plan
    and what was done of it are content.
    """
    read_column = _read_amounts if are_plans_elements else _read_column
    meanings = {p: read_column(p, period, lead_figures=lead_figures) for p in set(paths)}
    if period is None or not lead_figures:
        return meanings
    return {p: m._replace(role=_read_sum(p, m, meanings, period)) for p, m in meanings.items()}


@lru_cache(maxsize=8192)
def read_label(text: str, period: Period | None) -> HeadingMeaning:
    """Read the heading of a row: a time or a word such as «lũy kế» is a role, the rest content."""
    rest = read_times(_write_out(text)).text
    is_share = bool(SHARE_LABEL.search(fold_text(text)))
    role = ColumnRole.SHARE if is_share else _read_word_role(rest, is_column=False)
    content = PART_BULLET.sub("", _cut(rest, BEFORE, CUMULATIVE, LABEL_CURRENT))
    key = make_match_key(content)
    if role is not ColumnRole.PLAIN or read_times(_write_out(text)).times:
        key = " ".join(FILLER.sub(" ", key).split())  # «Số liệu tháng 11» is a time alone
    if not key and role is ColumnRole.PLAIN and period is not None:
        role = _read_time_role(combine_times([text]), period)
    is_sum = not key or is_sum_label(content) or bool(TOTAL.fullmatch(key))
    return HeadingMeaning(role, () if is_sum else (content,))


def _read_column(path: ColumnPath, period: Period | None, *, lead_figures: bool) -> HeadingMeaning:
    texts = [read_times(_write_out(text)).text for text in path]
    joined = " | ".join(texts)
    if lead_figures:
        contents = tuple(filter(None, map(_list_content, texts)))
        plain = [make_match_key(FILLER_BEFORE_PLAN.sub(" ", text)) for text in texts]
        if any(PLAN.fullmatch(key) for key in plain if key):
            return HeadingMeaning(ColumnRole.PLAN, ())
        if any(CHANGE.fullmatch(key) for key in plain):
            return HeadingMeaning(ColumnRole.SHARE, ())
        if _says_share(path):
            return HeadingMeaning(ColumnRole.SHARE, contents)
    else:
        contents = _list_names(texts)
    role = _read_word_role(joined, is_column=True)
    if period is not None:
        role = _weigh_time(role, combine_times(path), period)
    return HeadingMeaning(role, contents)


def _list_names(texts: Sequence[str]) -> tuple[str, ...]:
    """List the heads with content; «Cộng» below «Lượt kiểm tra» is the total of that."""
    contents = [c for text in texts if make_match_key(c := _cut(text, *ROLE_WORDS))]
    *names, last = contents or [""]
    if not names or not is_sum_label(last):
        return tuple(contents)
    return *names[:-1], f"tong {_COUNT_WORD.sub('', names[-1])}"


def _read_amounts(path: ColumnPath, period: Period | None, *, lead_figures: bool) -> HeadingMeaning:
    """Read a column where a plan is content; a share is none all the same."""
    meaning = _read_column(path, period, lead_figures=False)
    if lead_figures and _says_share(path):
        return meaning._replace(role=ColumnRole.SHARE)
    return meaning


def _write_out(text: str) -> str:
    """Return a text with «(+)» as the word for a positive test."""
    return text.replace("(+)", " dương tính ")


def _says_share(path: ColumnPath) -> bool:
    """Return whether heads say a share; «số», once folded, would be «so» as in «so với»."""
    texts = (NUMBER_WORD.sub("sl", normalize("NFC", text)) for text in path)
    return bool(SHARE.search(" | ".join(map(fold_text, texts))))


def _list_content(rest: str) -> str:
    if is_sum_label(rest):
        return ""
    key = make_match_key(_cut(rest, SHARE, *ROLE_WORDS))
    return " ".join(FILLER.sub(" ", key).split())


def _cut(text: str, *patterns: re.Pattern[str]) -> str:
    for pattern in patterns:
        text = pattern.sub(" ", text)
    return text


def _read_word_role(text: str, *, is_column: bool) -> ColumnRole:
    if BEFORE.search(text) or (is_column and START.search(CUMULATIVE.sub(" ", text))):
        return ColumnRole.BEFORE
    if is_column and PART_OF_QUARTER.search(text):
        return ColumnRole.PART
    if is_column and WHOLE_YEAR.fullmatch(make_match_key(text)):
        return ColumnRole.CUMULATIVE
    if CUMULATIVE.search(text):
        return ColumnRole.CUMULATIVE
    current = CURRENT if is_column else LABEL_CURRENT
    return ColumnRole.CURRENT if current.search(text) else ColumnRole.PLAIN


def _weigh_time(role: ColumnRole, time: StatedTime, period: Period) -> ColumnRole:
    """Return the role of words and time together; another year or an earlier end decides."""
    if role is ColumnRole.BEFORE:
        return role
    by_time = _read_time_role(time, period)
    is_earlier = time.last_month is not None and time.last_month < period.last_month
    if role is ColumnRole.CUMULATIVE:
        is_other_year = time.year is not None and time.year != period.year
        return ColumnRole.BEFORE if is_other_year or is_earlier else role
    return by_time if by_time is not ColumnRole.PLAIN else role


def _read_time_role(time: StatedTime, period: Period) -> ColumnRole:
    if time.year is not None and time.year != period.year:
        return ColumnRole.BEFORE if time.year < period.year else ColumnRole.PLAN
    if time.first_month is None:
        return ColumnRole.PLAIN
    months = time.first_month, time.last_month
    if months == (period.first_month, period.last_month):
        return ColumnRole.CURRENT
    if months == (1, period.last_month):
        return ColumnRole.CUMULATIVE
    return ColumnRole.BEFORE


def _read_sum(
    path: ColumnPath,
    meaning: HeadingMeaning,
    meanings: Mapping[ColumnPath, HeadingMeaning],
    period: Period,
) -> ColumnRole:
    if meaning.role in (ColumnRole.PLAIN, ColumnRole.CURRENT) and meaning.contents:
        has_total = any(_is_sum(other) and not m.contents for other, m in meanings.items())
        return ColumnRole.PART if has_total else meaning.role
    if meaning.role is not ColumnRole.PLAIN or not path:
        return meaning.role
    if _is_sum(path):
        months = _list_months(meanings, period)
        if months:
            is_own = min(months) >= period.first_month
            return ColumnRole.CURRENT if is_own and len(months) > 1 else ColumnRole.CUMULATIVE
        if any(m.contents for m in meanings.values()):
            return ColumnRole.CURRENT
    has_current = any(m.role is ColumnRole.CURRENT for m in meanings.values())
    if combine_times(path).year == period.year and has_current:
        return ColumnRole.CUMULATIVE
    return meaning.role


def _is_sum(path: ColumnPath) -> bool:
    rest = read_times(path[-1]).text if path else ""
    return bool(SUM.fullmatch(make_match_key(rest))) or bool(rest and is_sum_label(rest))


def _list_months(paths: Iterable[Sequence[str]], period: Period) -> set[int]:
    """List the months of the report's year with a column of their own."""
    times = map(combine_times, paths)
    return {
        t.first_month
        for t in times
        if t.first_month and t.first_month == t.last_month and t.year in (None, period.year)
    }
