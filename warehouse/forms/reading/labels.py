"""From a row's label to the element, and from a title to the unit: encoders over folded text.

Good spellings come from the catalogue (name, aliases); this module only removes prefixes added
by offices. An unknown text stays unknown.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from warehouse.catalogue import Catalogue, Element, Unit
from warehouse.text import fold_text, make_match_key

# "- ", "+ ", "a) ", "1.2. ", "IV. " before a label are an office's own numbering.
_OFFICE_NUMBERING = re.compile(
    r"^(?:[-+*•–\s]+|(?:\d{1,2}(?:\.\d{1,2})*|[ivx]{1,4}|[a-z])[.)]\s*)+"
)
_OF_WHICH_PREFIX = re.compile(r"^(?:trong do|bao gom|gom)\b\s*")
_SHORT_UNIT_KINDS = {"phuong": ("p", "ubnd"), "xa": ("x", "ubnd"), "quan": ("q",), "huyen": ("h",)}


@lru_cache(maxsize=8192)
def list_label_keys(text: str) -> tuple[str, ...]:
    """List the keys of a row label, best first: as typed, then without `Trong đó`."""
    full_key = make_match_key(_OFFICE_NUMBERING.sub("", fold_text(text)))
    bare_key = _OF_WHICH_PREFIX.sub("", full_key)
    return (full_key,) if bare_key == full_key else (full_key, bare_key)


class LabelIndex:
    """The index of a catalogue: from label to element within each form, from name to unit."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._elements_by_key: dict[str, dict[str, str]] = {}
        for form in catalogue.forms.values():
            for element in form.elements:
                for spelling in _iterate_spellings(element):
                    self._elements_by_key.setdefault(spelling, {}).setdefault(
                        form.form, element.element
                    )
        self._units_by_form = {
            form: [(name, unit) for unit in units for name in _iterate_unit_names(unit)]
            for form, units in catalogue.units_by_form.items()
        }

    def find_elements(self, text: str) -> dict[str, str]:
        """Find the elements of a row label, as form → element; empty for an unknown label."""
        for spelling in list_label_keys(text):
            if spelling in self._elements_by_key:
                return self._elements_by_key[spelling]
        return {}

    def find_units(self, form: str, text: str) -> list[Unit]:
        """Find the units of a form named in a title; only the longest name counts."""
        title = f" {make_match_key(text)} "
        matching_units = [
            (name, unit) for name, unit in self._units_by_form[form] if f" {name} " in title
        ]
        max_length = max((len(name) for name, _ in matching_units), default=0)
        return [unit for name, unit in matching_units if len(name) == max_length]


def _iterate_spellings(element: Element) -> Iterator[str]:
    for label in (element.name_vi, *element.aliases):
        yield from list_label_keys(label)


def _iterate_unit_names(unit: Unit) -> Iterator[str]:
    for name in (unit.name_vi, *unit.aliases):
        yield (name_key := make_match_key(name))
        kind, _, own_name = name_key.partition(" ")
        for short_kind in _SHORT_UNIT_KINDS.get(kind, ()):
            yield f"{short_kind} {own_name}"
