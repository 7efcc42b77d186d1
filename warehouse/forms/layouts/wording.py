"""Words of headings and of elements, weighed by rarity in the catalogue.

Abbreviations are data of the catalogue and are written out; with two meanings both are tried.
Compares words only: `likeness` weighs the evidence of a cell.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice, pairwise, product
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


@dataclass(frozen=True, slots=True)
class Surrounding:
    """The words and pairs that may stand around an element's label, and the weight of each."""

    grams: frozenset[str]
    weights: Mapping[str, float]
    label_weights: dict[frozenset[str], float] = field(default_factory=dict)

    def measure_label(self, label: frozenset[str]) -> float:
        """Return the weight of a whole label, computed once."""
        if label not in self.label_weights:
            self.label_weights[label] = sum([self.weights[gram] for gram in label])
        return self.label_weights[label]


class WordScale:
    """The weights of words in the labels of a catalogue, and its abbreviations."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._expansions: dict[str, list[WordList]] = {}
        self._synonyms = {
            make_match_key(row.wording): make_match_key(row.meaning) for row in catalogue.synonyms
        }
        self._wordings = _compile_wordings(self._synonyms)
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
            self._replace_synonyms(" ".join(part for parts in reading for part in parts))
            for reading in islice(product(*choices), MAX_READINGS)
        )

    def _replace_synonyms(self, text: str) -> WordList:
        """Return the words of a folded text, synonyms replaced."""
        return tuple(self._wordings.sub(lambda m: self._synonyms[m[0]], text).split())

    def _write_out(self, match: re.Match[str]) -> str:
        """Write out «k.tra»: the only word of the catalogue's labels that may stand there."""
        start, second = fold_text(match[1]), fold_text(match[2])
        fitting = [w for w in self._first_words.get(second, ()) if w.startswith(start)]
        return f"{fitting[0]} {second}" if len(fitting) == 1 else match[0]

    def weigh(self, gram: str) -> float:
        """Return the weight of a word or pair of words, by its rarity in the catalogue."""
        if " " in gram:
            return _BIGRAM_WEIGHT * sum(map(self.weigh, gram.split())) / 2
        return self._weights.get(gram, self._unknown_weight)


def _compile_wordings(wordings: Iterable[str]) -> re.Pattern[str]:
    """Compile a pattern of whole wordings, the longest first; an empty one matches nothing."""
    longest_first = sorted(map(re.escape, wordings), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(longest_first)})\b" if longest_first else r"(?!)")


def compare_words(
    own: WordList, context: WordList, labels: Iterable[frozenset[str]], around: Surrounding
) -> float:
    """Compare the words of a cell with the labels of an element, from 0 to 1, the best label.

    `context` are the words of the headings above the cell: they help, and count less; a word
    there that the element never has around it is a word against.
    """
    own_grams, context_grams = list_grams(own), list_grams(context)
    all_grams, weights = own_grams | context_grams, around.weights
    near_labels = [label for label in labels if not label.isdisjoint(all_grams)]
    if not near_labels:
        return 0.0
    strange = sum([weights[word] for word in {*context} - around.grams - own_grams])
    whole = sum([weights[gram] for gram in own_grams]) + _STRANGE_WEIGHT * strange
    explained = _CONTEXT_WEIGHT * sum([weights[gram] for gram in own_grams & around.grams])
    best = 0.0
    for label in near_labels:
        shared = sum([weights[gram] for gram in label & own_grams])
        above = sum([weights[gram] for gram in (label & context_grams) - own_grams])
        recall = (shared + _CONTEXT_WEIGHT * above) / (around.measure_label(label) or 1)
        precision = (explained + (1 - _CONTEXT_WEIGHT) * shared) / (whole or 1)
        if recall and precision:
            best = max(best, 2 * recall * precision / (recall + precision))
    return best


@lru_cache(maxsize=16384)
def list_grams(parts: WordList) -> frozenset[str]:
    """List the words of a label and the pairs of neighbours."""
    pairs = (f"{first} {second}" for first, second in pairwise(parts))
    return frozenset((*parts, *pairs))


def list_spellings(element: Element) -> tuple[str, ...]:
    """List the names of an element: the label in the form, aliases and paraphrases."""
    return (element.name_vi, *element.aliases, *element.paraphrases)
