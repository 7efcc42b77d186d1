"""Personal data by their headings: «Họ và tên», «CCCD», «Ngày sinh» with data beside or below.

Rules only; the headings are data (`personal_headings.yaml`). May call warehouse.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import yaml

from expectations.privacy_signs import DECISIVE, HEADING, Evidence
from warehouse.forms.texts import Text
from warehouse.text import key

_HEADINGS = "personal_headings.yaml"
_WORD = re.compile(r"\w+")
LONGEST = 40
"""The most letters of a heading; a longer text is a sentence."""
_ORGANISATION = re.compile(r"\b(?:co so|don vi|co quan|truong|doanh nghiep|cong ty|to chuc|tram)\b")
_OFFICIAL = re.compile(
    r"\b(?:lap|ky|phu trach|bao cao|dai dien|duyet|tong hop|theo doi|nhap|kiem tra|dung dau)\b"
)
_SUBHEADS = frozenset(("nam", "nu", "xa", "phuong", "huyen", "quan", "tinh", "thon", "tong so"))
"""Subheadings that may stand below a heading in place of data."""
_LABEL = re.compile(r":\s*(?:\(\d+\))?[\s.…_]*$")
"""A label without an answer."""
_COLUMN_NUMBER = re.compile(r"\d{1,2}|[a-z]")


@lru_cache(maxsize=1)
def _told() -> dict[str, list[str]]:
    text = (Path(__file__).parent / _HEADINGS).read_text(encoding="utf-8")
    told: dict[str, list[str]] = yaml.safe_load(text)
    return told


@lru_cache(maxsize=1)
def _heads() -> dict[str, frozenset[str]]:
    return {kind: frozenset(map(key, heads)) for kind, heads in _told().items()}


@lru_cache(maxsize=1)
def _of_someone() -> re.Pattern[str]:
    """Compile the pattern of a heading with an owner: «SĐT người báo tin», «Tên nạn nhân»."""
    heads = "|".join(sorted((*_heads()["person"], *_heads()["contact"], "ten"), key=len)[::-1])
    return re.compile(rf"(?:{heads}) (?:cua )?(?:{'|'.join(_heads()['whose'])})\b")


@lru_cache(maxsize=1)
def _first_words() -> frozenset[str]:
    """Collect the first words of headings, with and without accents: folding texts is slow."""
    firsts = {_first_word(head) for heads in _told().values() for head in heads} | {"tên"}
    return frozenset(firsts | set(map(key, firsts)))


def _first_word(text: str) -> str:
    found = _WORD.search(text)
    return found[0].lower() if found else ""


def is_heading(text: str) -> bool:
    """Return whether a cleaned text is a heading for the data of a person."""
    if len(text) > LONGEST or _first_word(text) not in _first_words():
        return False
    head = key(text)
    return _is_someones(head) or head in _heads()["contact"]


def _is_someones(head: str) -> bool:
    """Return whether a folded heading asks for the data of a person, in any table."""
    is_of_someone = _of_someone().match(head) and not _OFFICIAL.search(head)
    return head in _heads()["person"] or bool(is_of_someone)


def headings(text: Text) -> Iterator[Evidence]:
    """Yield evidence that a text heads personal data; an empty column holds no data."""
    head = key(text.text)
    if text.zone in ("property", "signature") or not is_heading(text.text) or not _is_filled(text):
        return
    is_offices_own = text.zone == "letterhead" or any(map(_is_organisation, text.row))
    if _is_someones(head) or not is_offices_own:
        yield Evidence(HEADING, DECISIVE)


def _is_filled(text: Text) -> bool:
    """Return whether data stand below, or to the right outside the head of a table."""
    is_table_head = len(text.row) > 1
    return _is_data(text.below) or (not is_table_head and _is_data(text.beside))


def _is_data(text: str) -> bool:
    told = key(text)
    is_empty = not told or _LABEL.search(text) or _COLUMN_NUMBER.fullmatch(told)
    return not is_empty and told not in _SUBHEADS and not is_heading(text)


def _is_organisation(head: str) -> bool:
    return bool(_ORGANISATION.search(key(head)))
