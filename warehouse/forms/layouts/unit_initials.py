"""The units named in a text where words of the name are written as initials: «TTYT», «P. LĐTB&XH».

For a proposal only: an exact reading knows the catalogue's names alone.
"""

import re
from collections.abc import Sequence
from unicodedata import normalize

from warehouse.catalogue import Catalogue, Unit
from warehouse.text import fold_text, make_match_key

_WORD = re.compile(r"[^\W_]+")
_LINKING_WORDS = frozenset(("va",))
_LEAST_INITIALS = 3
"""Letters of a name written as initials alone: «QĐ» is a decision too."""

NameParts = tuple[str, ...]


class InitialNames:
    """The names of the units of a catalogue as words, to be compared with initials."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._names: dict[str, list[tuple[NameParts, Unit]]] = {
            form: [
                (name, unit)
                for unit in units
                for text in (unit.name_vi, *unit.aliases)
                if (name := _list_words(make_match_key(text)))
            ]
            for form, units in catalogue.units_by_form.items()
        }

    def find_units(self, form: str, text: str) -> list[Unit]:
        """Find the units of a form that a text names in words or initials; the longest."""
        typed = _list_words(" ".join(map(fold_text, _WORD.findall(normalize("NFC", text)))))
        lengths: dict[str, int] = {}
        by_code: dict[str, Unit] = {}
        for name, unit in self._names[form]:
            if any(_begins_with(typed[at:], name) for at in range(len(typed))):
                lengths[unit.unit] = max(len(name), lengths.get(unit.unit, 0))
                by_code[unit.unit] = unit
        longest = max(lengths.values(), default=0)
        return [by_code[code] for code, length in lengths.items() if length == longest]


def _list_words(key: str) -> NameParts:
    return tuple(word for word in key.split() if word not in _LINKING_WORDS)


def _begins_with(typed: NameParts, name: NameParts) -> bool:
    """Return whether words begin with a name of two words or more, some as initials."""
    if len(name) < 2 or not typed:
        return False
    if len(name) >= _LEAST_INITIALS and typed[0] == _abbreviate(name):
        return True
    return len(typed) > 1 and typed[0] != _abbreviate(name) and _consume(typed, name)


def _consume(typed: Sequence[str], name: Sequence[str]) -> bool:
    """Return whether words say the whole name from the beginning, each a word or initials."""
    if not name:
        return True
    if not typed:
        return False
    if typed[0] == name[0] and _consume(typed[1:], name[1:]):
        return True
    count = len(typed[0])
    is_initials = count <= len(name) and typed[0] == _abbreviate(name[:count])
    return is_initials and _consume(typed[1:], name[count:])


def _abbreviate(name: Sequence[str]) -> str:
    return "".join(word[0] for word in name)
