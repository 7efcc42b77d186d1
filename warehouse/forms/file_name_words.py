"""The lists of allowed words of a file's name, read from `file_name_words.yaml`; folded.

Lists only: `file_names` applies them. May call the folding of text.
"""

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from warehouse.text import fold_text

_WORDS_FILE = "file_name_words.yaml"


@lru_cache(maxsize=1)
def _load_lists() -> dict[str, Any]:
    text = (Path(__file__).parent / _WORDS_FILE).read_text(encoding="utf-8")
    lists: dict[str, Any] = yaml.load(text, yaml.CSafeLoader)
    return lists


@lru_cache(maxsize=1)
def list_allowed_words() -> frozenset[str]:
    """List the words that may stand alone, folded."""
    return frozenset(fold_text(word) for word in _load_lists()["words"].split())


def list_allowed_phrases() -> list[str]:
    """List the phrases of an office that may stand anywhere."""
    return _split_phrases("phrases")


def list_phrases_like_names() -> list[str]:
    """List the phrases that read like a name too: «công an»."""
    return _split_phrases("like_a_name")


def find_period_word(word: str) -> str | None:
    """Return the written form of a period's word before a number: «thang» is «tháng»."""
    period_words: dict[str, str] = _load_lists()["before_a_number"]
    return period_words.get(word.lower())


@lru_cache(maxsize=1)
def list_known_suffixes() -> frozenset[str]:
    """List the suffixes of the known kinds of files."""
    return frozenset(_load_lists()["suffixes"].split())


def get_known_suffix(name: str) -> str:
    """Return the suffix of a name, if of a known kind of file, else `.bin`."""
    stem, _, ending = name.rpartition(".")
    suffix = f".{ending.lower()}"
    return suffix if stem and suffix in list_known_suffixes() else ".bin"


def _split_phrases(key: str) -> list[str]:
    return [phrase.strip() for phrase in _load_lists()[key].split(";")]
