"""From a row's label to the element, and from a title to the unit: encoders over folded text.

Good spellings come from the catalogue (name, aliases); this module only removes prefixes added
by offices. An unknown text stays unknown.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from warehouse.catalogue import Catalogue, Element, Unit
from warehouse.text import fold, key

# "- ", "+ ", "a) ", "1.2. ", "IV. " before a label are an office's own numbering.
_NUMBERING = re.compile(r"^(?:[-+*•–\s]+|(?:\d{1,2}(?:\.\d{1,2})*|[ivx]{1,4}|[a-z])[.)]\s*)+")
_OF_WHICH = re.compile(r"^(?:trong do|bao gom|gom)\b\s*")
_SHORT_KINDS = {"phuong": ("p", "ubnd"), "xa": ("x", "ubnd"), "quan": ("q",), "huyen": ("h",)}


@lru_cache(maxsize=8192)
def label_keys(text: str) -> tuple[str, ...]:
    """List the keys of a row label, best first: as typed, then without `Trong đó`."""
    whole = key(_NUMBERING.sub("", fold(text)))
    bare = _OF_WHICH.sub("", whole)
    return (whole,) if bare == whole else (whole, bare)


class Labels:
    """The index of a catalogue: from label to element within each form, from name to unit."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._elements: dict[str, dict[str, str]] = {}
        for form in catalogue.forms.values():
            for element in form.elements:
                for spelling in _spellings(element):
                    self._elements.setdefault(spelling, {}).setdefault(form.form, element.element)
        self._units = {
            form: [(name, unit) for unit in units for name in _names(unit)]
            for form, units in catalogue.units_by_form.items()
        }

    def elements(self, text: str) -> dict[str, str]:
        """Find the elements of a row label, as form → element; empty for an unknown label."""
        for spelling in label_keys(text):
            if spelling in self._elements:
                return self._elements[spelling]
        return {}

    def units(self, form: str, text: str) -> list[Unit]:
        """Find the units of a form named in a title; only the longest name counts."""
        title = f" {key(text)} "
        found = [(name, unit) for name, unit in self._units[form] if f" {name} " in title]
        longest = max((len(name) for name, _ in found), default=0)
        return [unit for name, unit in found if len(name) == longest]


def _spellings(element: Element) -> Iterator[str]:
    for label in (element.name_vi, *element.aliases):
        yield from label_keys(label)


def _names(unit: Unit) -> Iterator[str]:
    for name in (unit.name_vi, *unit.aliases):
        yield (whole := key(name))
        kind, _, own = whole.partition(" ")
        for short in _SHORT_KINDS.get(kind, ()):
            yield f"{short} {own}"
