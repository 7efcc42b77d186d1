"""How well a cell fits an element: words, role of the column, unit of measure, and content.

A score only orders candidates; how sure a choice is, is calibrated in `matching`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from warehouse.catalogue import Element, Form
from warehouse.forms.layouts.column_roles import ColumnRole, HeadingMeaning, read_heading
from warehouse.forms.layouts.figure_places import FigurePlace
from warehouse.forms.layouts.heading_variables import make_heading_key
from warehouse.forms.layouts.wording import WordList, WordScale, list_spellings
from warehouse.forms.reading.numbers import is_figure
from warehouse.periods import Period
from warehouse.text import fold_text

_WRONG_ROLE = {
    ColumnRole.BEFORE: 0.6,
    ColumnRole.PLAN: 0.7,
    ColumnRole.SHARE: 0.8,
    ColumnRole.CUMULATIVE: 0.35,
    ColumnRole.CURRENT: 0.35,
    ColumnRole.PLAIN: 0.0,
}
_SAME_UNIT, _OTHER_UNIT, _WRONG_KIND, _EMPTY, _OUT_OF_BOUNDS = 0.08, -0.15, -0.5, -0.5, -0.4
_YES_NO = frozenset(("co", "khong", "x"))


@dataclass(frozen=True, slots=True)
class PlaceMeaning:
    """The meaning of a place's headings: the role, the own words, and the words around."""

    role: ColumnRole
    own: str
    context: str
    unit: str


def read_place(place: FigurePlace, period: Period | None) -> PlaceMeaning:
    """Read the headings of a place; the innermost heading with content is the own one."""
    rows = [_read_piece(text, period, leads_figures=False) for text in place.row_path]
    has_labels = any(meaning.content for _, meaning in rows)
    columns = [_read_piece(t, period, leads_figures=has_labels) for t in place.column_path]
    roles = [m.role for _, m in (*columns, *rows) if m.role is not ColumnRole.PLAIN]
    row_texts = [text for text, m in rows if m.content]
    column_texts = [text for text, m in columns if m.content]
    if row_texts and column_texts:
        own, context = f"{row_texts[-1]} {column_texts[-1]}", [*row_texts[:-1], *column_texts[:-1]]
    else:
        *context, own = (*row_texts, *column_texts) or ("",)
    role = _choose_role(roles)
    return PlaceMeaning(role, own, " ".join(context), place.unit_text)


def _choose_role(roles: Sequence[ColumnRole]) -> ColumnRole:
    strongest = (ColumnRole.SHARE, ColumnRole.PLAN, ColumnRole.BEFORE, ColumnRole.CUMULATIVE)
    known = (role for role in (*strongest, ColumnRole.CURRENT) if role in roles)
    return next(known, ColumnRole.PLAIN)


@lru_cache(maxsize=8192)
def _read_piece(
    text: str, period: Period | None, *, leads_figures: bool
) -> tuple[str, HeadingMeaning]:
    return text, read_heading(make_heading_key(text, period), leads_figures=leads_figures)


class ElementWords:
    """The names of one form's elements, prepared for comparison."""

    def __init__(self, form: Form, scale: WordScale) -> None:
        self._scale = scale
        self._labels: dict[str, list[WordList]] = {}
        self._contexts: dict[str, WordList] = {}
        section = ""
        names = {e.element: e.name_vi for e in form.elements}
        for element in form.elements:
            section = element.section_vi or section
            self._labels[element.element] = [
                reading for label in list_spellings(element) for reading in scale.split_label(label)
            ]
            around = f"{section} {names.get(element.part_of or '', '')} {element.unit}"
            self._contexts[element.element] = scale.split_label(around)[0]

    @lru_cache(maxsize=65536)  # noqa: B019 - lives as long as one proposal
    def compare(self, element: str, own: str, context: str) -> float:
        """Compare the headings of a place with an element's names, from 0 to 1."""
        around = self._scale.split_label(context)[0]
        return max(
            (
                self._scale.compare(reading, around, label, self._contexts[element])
                for reading in self._scale.split_label(own)
                for label in self._labels[element]
            ),
            default=0.0,
        )


def score_place(
    place: FigurePlace, meaning: PlaceMeaning, element: Element, vocabulary: ElementWords
) -> float:
    """Score a place for an element; about 0 to 1, and below 0 for a contradiction."""
    score = vocabulary.compare(element.element, meaning.own, meaning.context)
    if not score:
        return 0.0
    score -= _score_role(meaning.role, element)
    score += _score_unit(meaning, element)
    return score + _score_content(place.raw_value, element)


def _score_role(role: ColumnRole, element: Element) -> float:
    fitting = ColumnRole.CUMULATIVE if element.nature == "cumulative" else ColumnRole.CURRENT
    return 0.0 if role is fitting else _WRONG_ROLE[role]


def _score_unit(meaning: PlaceMeaning, element: Element) -> float:
    stated = fold_text(meaning.unit)
    if not stated:
        return 0.0
    unit = fold_text(element.unit)
    initials = "".join(word[0] for word in unit.split())
    is_same = stated in (unit, initials) or stated in unit.split() or unit in stated
    if element.is_money:
        is_same = stated.endswith("d") or "dong" in stated
    return _SAME_UNIT if is_same else _OTHER_UNIT


def _score_content(raw_value: object, element: Element) -> float:
    """Score the content of the cell: nothing, a yes or no, a number out of bounds."""
    text = fold_text(str(raw_value)) if isinstance(raw_value, str) else ""
    if raw_value in ("", None):
        return _EMPTY
    if element.is_yes_no:
        return 0.1 if text in _YES_NO or raw_value in (0, 1) else _WRONG_KIND
    if text in ("co", "khong"):
        return _WRONG_KIND if text == "co" else 0.0
    if not is_figure(raw_value) or isinstance(raw_value, str):
        return 0.0
    value = float(raw_value)  # type: ignore[arg-type]
    low, high = element.valid or (0, None)
    is_outside = value < low or (high is not None and value > high)
    is_broken = not element.is_money and value != int(value)
    return _OUT_OF_BOUNDS if is_outside or is_broken else 0.0
