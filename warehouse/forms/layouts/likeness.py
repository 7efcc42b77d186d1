"""How well a cell fits an element: words, role of the column, unit of measure, and content.

A score only orders candidates; how sure a choice is, is calibrated in `matching`.
"""

import math
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from warehouse.catalogue import Element, Form
from warehouse.forms.layouts.column_roles import ColumnRole
from warehouse.forms.layouts.figure_places import FigurePlace
from warehouse.forms.layouts.measure_words import fold_measure, may_count_same
from warehouse.forms.layouts.place_meanings import PlaceMeaning
from warehouse.forms.layouts.wording import (
    Surrounding,
    WordList,
    WordScale,
    compare_words,
    list_grams,
    list_spellings,
)
from warehouse.forms.reading.numbers import is_figure
from warehouse.text import fold_text

_WRONG_ROLE = {
    ColumnRole.BEFORE: 0.6,
    ColumnRole.PLAN: 0.7,
    ColumnRole.SHARE: 0.8,
    ColumnRole.CUMULATIVE: 0.35,
    ColumnRole.CURRENT: 0.35,
    ColumnRole.PART: 0.35,
    ColumnRole.PLAIN: 0.05,
}
_SAME_UNIT, _OTHER_UNIT, _WRONG_KIND, _EMPTY, _OUT_OF_BOUNDS = 0.08, -0.15, -0.5, -0.5, -0.4
_SAID_BY_ROW = 0.1
_UNKNOWN_RARITY = 0.6
_PAIR_WEIGHT = 0.3
_YES_NO = frozenset(("co", "khong", "x"))


class GramWeights(dict[str, float]):
    """The weights of words and pairs of words in a form, each computed once.

    A mapping that fills itself: the lookup is the innermost step of every comparison.
    """

    def __init__(self, scale: WordScale, counts: Mapping[str, int], element_count: int) -> None:
        super().__init__()
        self._scale = scale
        self._rarity = {
            word: math.log((element_count + 1) / (number + 0.5)) for word, number in counts.items()
        }
        self._unknown = _UNKNOWN_RARITY * math.log(element_count + 1)

    def __missing__(self, gram: str) -> float:
        if " " in gram:
            weight = _PAIR_WEIGHT * sum(self[word] for word in gram.split())
        else:
            weight = (self._scale.weigh(gram) + self._rarity.get(gram, self._unknown)) / 2
        self[gram] = weight
        return weight


class ElementWords:
    """The names of one form's elements, prepared for comparison.

    A word weighs by its rarity in the catalogue and in the form: a word of one element decides.
    """

    def __init__(self, form: Form, scale: WordScale) -> None:
        self._scale = scale
        self._labels: dict[str, list[WordList]] = {}
        self._grams: dict[str, list[frozenset[str]]] = {}
        self._surroundings: dict[str, Surrounding] = {}
        names = {e.element: e for e in form.elements}
        grams: dict[str, frozenset[str]] = {}
        own: dict[str, set[str]] = {}
        section = ""
        for element in form.elements:
            section = element.section_vi or section
            labels = [
                reading for label in list_spellings(element) for reading in scale.split_label(label)
            ]
            self._labels[element.element] = labels
            self._grams[element.element] = [*dict.fromkeys(map(list_grams, labels))]
            own[element.element] = {word for label in labels for word in label}
            whole = names.get(element.part_of or "")
            around = [section, element.unit, *(list_spellings(whole) if whole else ())]
            grams[element.element] = frozenset().union(
                *(list_grams(label) for label in labels),
                *(list_grams(scale.split_label(text)[0]) for text in around),
            )
        counts = Counter(word for spelling in own.values() for word in spelling)
        weights = GramWeights(scale, counts, len(form.elements))
        for element in form.elements:
            self._surroundings[element.element] = Surrounding(grams[element.element], weights)

    @lru_cache(maxsize=65536)  # noqa: B019 - lives as long as one proposal
    def compare(self, element: str, own: str, context: str) -> float:
        """Compare the headings of a place with an element's names, from 0 to 1."""
        around = self._scale.split_label(context)[0]
        return max(
            compare_words(reading, around, self._grams[element], self._surroundings[element])
            for reading in self._scale.split_label(own)
        )

    def contains_name(self, element: str, own: str) -> bool:
        """Return whether the headings of a place hold every word of a name of an element."""
        return any(
            len(label) > 1 and set(label) <= set(reading)
            for reading in self._scale.split_label(own)
            for label in self._labels[element]
        )

    def shares_name(self, element: str, part: str) -> bool:
        """Return whether a name of an element holds a whole name of another one."""
        return any(
            set(other) <= set(label)
            for label in self._labels[element]
            for other in self._labels[part]
        )


def score_place(
    place: FigurePlace, meaning: PlaceMeaning, element: Element, vocabulary: ElementWords
) -> float:
    """Score a place for an element; about 0 to 1, and below 0 for a contradiction."""
    score = max(
        vocabulary.compare(element.element, own, meaning.context)
        for own in (meaning.own, *meaning.variants)
    )
    if not score:
        return 0.0
    score -= _score_role(meaning, element)
    score += _score_unit(meaning, element)
    return score + _score_content(place.raw_value, element)


def _score_role(meaning: PlaceMeaning, element: Element) -> float:
    role = meaning.role
    fitting = ColumnRole.CUMULATIVE if element.nature == "cumulative" else ColumnRole.CURRENT
    if role is ColumnRole.CURRENT and meaning.row_role is fitting:
        return _SAID_BY_ROW  # «(lũy kế)» in a row's label, and a column of this period
    return 0.0 if role is fitting else _WRONG_ROLE[role]


def _score_unit(meaning: PlaceMeaning, element: Element) -> float:
    stated = fold_measure(meaning.unit)
    if not stated:
        return 0.0
    unit = fold_text(element.unit)
    initials = "".join(word[0] for word in unit.split())
    is_same = stated in (unit, initials) or stated in unit.split() or unit in stated
    if element.is_money:
        is_same = stated == "tien" or stated.endswith("d") or "dong" in stated
    if is_same:
        return _SAME_UNIT
    return 0.0 if may_count_same(stated, unit) else _OTHER_UNIT


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
