"""Words of headings and of elements, weighed by rarity in the catalogue.

Abbreviations are data of the catalogue and are written out; with two meanings both are tried.
Compares words only: `likeness` weighs the evidence of a cell.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from itertools import islice, pairwise, product
from typing import NamedTuple
from unicodedata import normalize

from warehouse.catalogue import Catalogue, Element
from warehouse.text import fold_text, make_match_key

MAX_READINGS = 8
"""Readings of a text with ambiguous abbreviations."""
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_VOWEL = re.compile(r"[aeiouy]")
"""A word without a vowel is an abbreviation, whatever its letters."""
_SHORTENED = re.compile(r"\b([^\W\d_]{1,2})[./]([^\W\d_]{2,})")
_BIGRAM_WEIGHT = 0.6
_CONTEXT_WEIGHT = 0.75
_STRANGE_WEIGHT = 0.3

WordList = tuple[str, ...]


class Surrounding(NamedTuple):
    """The words and pairs that may stand around an element's label, and the weight of each."""

    grams: frozenset[str]
    weights: Mapping[str, float]


class WordScale:
    """The weights of words in the labels of a catalogue, and its abbreviations."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._expansions: dict[str, list[WordList]] = {}
        self._first_words: dict[str, set[str]] = {}
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
        for form in catalogue.forms.values():
            for element in form.elements:
                for label in list_spellings(element):
                    for first, second in pairwise(self.split_label(label)[0]):
                        self._first_words.setdefault(second, set()).add(first)
        self._weights = {
            word: math.log((len(labels) + 1) / (count + 0.5)) for word, count in counts.items()
        }
        self._unknown_weight = math.log(len(labels) + 1) * 0.6

    @lru_cache(maxsize=16384)  # noqa: B019 - one scale a process
    def split_label(self, text: str) -> tuple[WordList, ...]:
        """Split a text as typed into words, once for each reading of the abbreviations."""
        typed = _WORD.findall(_SHORTENED.sub(self._write_out, normalize("NFC", text)))
        is_shouted = len(typed) > 2 and all(word.isupper() for word in typed)
        choices = [
            self._expansions.get(fold_text(word), [(fold_text(word),)])
            if len(word) > 1
            and (not _VOWEL.search(fold_text(word)) or (word.isupper() and not is_shouted))
            else [(fold_text(word),)]
            for word in typed
        ]
        return tuple(
            tuple(part for parts in reading for part in parts)
            for reading in islice(product(*choices), MAX_READINGS)
        )

    def _write_out(self, match: re.Match[str]) -> str:
        """Write out «k.tra»: the only word of the catalogue's labels that may stand there."""
        start, second = fold_text(match[1]), fold_text(match[2])
        fitting = [w for w in self._first_words.get(second, ()) if w.startswith(start)]
        return f"{fitting[0]} {second}" if len(fitting) == 1 else match[0]

    def compare(
        self, own: WordList, context: WordList, label: WordList, around: Surrounding
    ) -> float:
        """Compare the words of a cell with a label of an element, from 0 to 1.

        `context` are the words of the headings above the cell: they help, and count less; a word
        there that the element never has around it is a word against.
        """
        own_grams, label_grams = list_grams(own), list_grams(label)
        context_grams = list_grams(context)
        if label_grams.isdisjoint(own_grams) and label_grams.isdisjoint(context_grams):
            return 0.0
        weights = around.weights
        shared = label_grams & own_grams
        covered = sum([weights[gram] for gram in shared])
        explained = covered
        covered += _CONTEXT_WEIGHT * sum(
            [weights[gram] for gram in (label_grams - shared) & context_grams]
        )
        explained += _CONTEXT_WEIGHT * sum(
            [weights[gram] for gram in (own_grams - shared) & around.grams]
        )
        strange = sum([weights[word] for word in {*context} - around.grams - own_grams])
        recall = covered / (sum([weights[gram] for gram in label_grams]) or 1)
        whole = sum([weights[gram] for gram in own_grams]) + _STRANGE_WEIGHT * strange
        precision = explained / (whole or 1)
        return 2 * recall * precision / (recall + precision) if recall and precision else 0.0

    def weigh(self, gram: str) -> float:
        """Return the weight of a word or pair of words, by its rarity in the catalogue."""
        if " " in gram:
            return _BIGRAM_WEIGHT * sum(map(self.weigh, gram.split())) / 2
        return self._weights.get(gram, self._unknown_weight)


@lru_cache(maxsize=16384)
def list_grams(parts: WordList) -> frozenset[str]:
    """List the words of a label and the pairs of neighbours."""
    pairs = (f"{first} {second}" for first, second in pairwise(parts))
    return frozenset((*parts, *pairs))


def list_spellings(element: Element) -> tuple[str, ...]:
    """List the names of an element: the label in the form, aliases and paraphrases."""
    return (element.name_vi, *element.aliases, *element.paraphrases)
