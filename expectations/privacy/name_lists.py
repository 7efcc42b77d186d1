"""The lists of words that the search for names rests on: families, given names, namesakes.

Reads the data files of this package once; judges nothing. May call warehouse.
"""

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from warehouse.text import fold_text

_FOLDER = Path(__file__).parent


@lru_cache(maxsize=8)
def load_lists(file_name: str) -> dict[str, Any]:
    """Load a file of lists of this package, with the C parser: eight times as fast."""
    text = (_FOLDER / file_name).read_text(encoding="utf-8")
    lists: dict[str, Any] = yaml.load(text, yaml.CSafeLoader)
    return lists


@lru_cache(maxsize=1)
def load_family_names() -> dict[str, frozenset[str]]:
    """Load family names → next words that make a common word, with and without accents."""
    accented_names = {
        name: frozenset(other_words)
        for name, other_words in load_lists("family_names.yaml").items()
    }
    plain_names = {
        fold_text(name): frozenset(map(fold_text, other_words))
        for name, other_words in accented_names.items()
    }
    return plain_names | accented_names


@lru_cache(maxsize=1)
def _load_namesakes() -> frozenset[str]:
    names = [name.lower() for names in load_lists("namesakes.yaml").values() for name in names]
    return frozenset((*names, *map(fold_text, names)))


@lru_cache(maxsize=1)
def _load_folded_families() -> frozenset[str]:
    return frozenset(map(fold_text, load_family_names()))


@lru_cache(maxsize=8)
def load_name_words(key: str) -> frozenset[str]:
    """Load a list of `name_words.yaml`, with and without accents."""
    listed_words = list_accented_words(key)
    return listed_words | frozenset(map(fold_text, listed_words))


@lru_cache(maxsize=8)
def list_accented_words(key: str) -> frozenset[str]:
    """List the words of a list of `name_words.yaml` with their accents only."""
    return frozenset(load_lists("name_words.yaml")[key].split())


def is_family_name(word: str) -> bool:
    """Return whether a word is a family name, with or without accents."""
    return fold_text(word) in _load_folded_families()


def is_namesake(name: str) -> bool:
    """Return whether a name is a place's, a street's or a school's."""
    return name.lower() in _load_namesakes()  # «Lê Văn Tâm» is not «Lê Văn Tám»
