"""Words of headings and of elements, weighed by rarity in the catalogue.

Abbreviations are data of the catalogue and are written out; with two meanings both are tried.
Compares words only: `likeness` weighs the evidence of a cell.
"""

import math
import re
from collections import Counter
from functools import lru_cache
from itertools import islice, pairwise, product
from unicodedata import normalize

from warehouse.catalogue import Catalogue, Element
from warehouse.text import fold_text, make_match_key

MAX_READINGS = 8
"""Readings of a text with ambiguous abbreviations."""
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_BIGRAM_WEIGHT = 0.6
_CONTEXT_WEIGHT = 0.75

WordList = tuple[str, ...]


class WordScale:
    """The weights of words in the labels of a catalogue, and its abbreviations."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._expansions: dict[str, list[WordList]] = {}
        for row in catalogue.abbreviations:
            parts = tuple(make_match_key(row.expansion).split())
            self._expansions.setdefault(fold_text(row.abbreviation), []).append(parts)
        labels = [
            set(self.split_label(label)[0])
            for form in catalogue.forms.values()
            for element in form.elements
            for label in list_spellings(element)
        ]
        counts = Counter(word for parts in labels for word in parts)
        self._weights = {
            word: math.log((len(labels) + 1) / (count + 0.5)) for word, count in counts.items()
        }
        self._unknown_weight = math.log(len(labels) + 1) * 0.6

    @lru_cache(maxsize=16384)  # noqa: B019 - one scale a process
    def split_label(self, text: str) -> tuple[WordList, ...]:
        """Split a text as typed into words, once for each reading of the abbreviations."""
        typed = _WORD.findall(normalize("NFC", text))
        is_shouted = len(typed) > 2 and all(word.isupper() for word in typed)
        choices = [
            self._expansions.get(fold_text(word), [(fold_text(word),)])
            if word.isupper() and not is_shouted and len(word) > 1
            else [(fold_text(word),)]
            for word in typed
        ]
        return tuple(
            tuple(part for parts in reading for part in parts)
            for reading in islice(product(*choices), MAX_READINGS)
        )

    def compare(
        self, own: WordList, context: WordList, label: WordList, label_context: WordList
    ) -> float:
        """Compare the words of a cell with an element's label, from 0 to 1.

        `context` are the words of the headings above the cell, `label_context` the words above the
        element in the form: they help, and count less.
        """
        own_grams, label_grams = _list_grams(own), _list_grams(label)
        around, label_around = _list_grams(context), _list_grams(label_context)
        covered = sum(
            self._weigh(gram) * (1 if gram in own_grams else _CONTEXT_WEIGHT)
            for gram in label_grams
            if gram in own_grams or gram in around
        )
        explained = sum(
            self._weigh(gram) * (1 if gram in label_grams else _CONTEXT_WEIGHT)
            for gram in own_grams
            if gram in label_grams or gram in label_around
        )
        recall = covered / (sum(map(self._weigh, label_grams)) or 1)
        precision = explained / (sum(map(self._weigh, own_grams)) or 1)
        return 2 * recall * precision / (recall + precision) if recall and precision else 0.0

    def _weigh(self, gram: str) -> float:
        if " " in gram:
            return _BIGRAM_WEIGHT * sum(map(self._weigh, gram.split())) / 2
        return self._weights.get(gram, self._unknown_weight)


@lru_cache(maxsize=16384)
def _list_grams(parts: WordList) -> frozenset[str]:
    pairs = (f"{first} {second}" for first, second in pairwise(parts))
    return frozenset((*parts, *pairs))


def list_spellings(element: Element) -> tuple[str, ...]:
    """List the names of an element: the label in the form, and the aliases."""
    return (element.name_vi, *element.aliases)
