"""The lists of words that the search for names rests on: families, given names, namesakes.

Reads the data files of this package once; judges nothing. May call warehouse.
"""

from functools import lru_cache
from pathlib import Path

import yaml

from warehouse.text import fold_text

_FOLDER = Path(__file__).parent


@lru_cache(maxsize=1)
def load_family_names() -> dict[str, frozenset[str]]:
    """Load family names → next words that make a common word, with and without accents."""
    text = (_FOLDER / "family_names.yaml").read_text(encoding="utf-8")
    accented_names = {
        name: frozenset(other_words) for name, other_words in yaml.safe_load(text).items()
    }
    plain_names = {
        fold_text(name): frozenset(map(fold_text, other_words))
        for name, other_words in accented_names.items()
    }
    return plain_names | accented_names


@lru_cache(maxsize=1)
def _load_namesakes() -> frozenset[str]:
    text = (_FOLDER / "namesakes.yaml").read_text(encoding="utf-8")
    names = [name.lower() for names in yaml.safe_load(text).values() for name in names]
    return frozenset((*names, *map(fold_text, names)))


@lru_cache(maxsize=1)
def _load_folded_families() -> frozenset[str]:
    return frozenset(map(fold_text, load_family_names()))


@lru_cache(maxsize=8)
def load_name_words(key: str) -> frozenset[str]:
    """Load a list of `name_words.yaml`, with and without accents."""
    text = (_FOLDER / "name_words.yaml").read_text(encoding="utf-8")
    listed_words: list[str] = yaml.safe_load(text)[key].split()
    return frozenset((*listed_words, *map(fold_text, listed_words)))


def is_family_name(word: str) -> bool:
    """Return whether a word is a family name, with or without accents."""
    return fold_text(word) in _load_folded_families()


def is_namesake(name: str) -> bool:
    """Return whether a name is a place's, or one that streets and schools bear."""
    return name.lower() in _load_namesakes()  # «Lê Văn Tâm» is not «Lê Văn Tám»
