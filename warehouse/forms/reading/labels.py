"""From a row's label to the element, and from a title to the unit: encoders over folded text.

Good spellings come from the catalogue (name, aliases) and from what the hub taught. An unknown
text stays unknown.
"""

from collections.abc import Iterable, Iterator, Sequence

from warehouse.catalogue import Catalogue, Element, Unit
from warehouse.catalogue.label_keys import list_label_keys
from warehouse.forms.taught_label import TaughtLabel
from warehouse.text import make_match_key

_SHORT_UNIT_KINDS = {"phuong": ("p", "ubnd"), "xa": ("x", "ubnd"), "quan": ("q",), "huyen": ("h",)}


class LabelIndex:
    """The index of a catalogue: from label to element within each form, from name to unit.

    `taught_labels` are looked up after the catalogue's own; a label taught for one unit counts in
    the index `for_unit` only.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        taught_labels: Sequence[TaughtLabel] = (),
        unit: str | None = None,
    ) -> None:
        self.unit = unit
        self._catalogue = catalogue
        self._taught_labels = tuple(taught_labels)
        self._elements_by_key = _collect_catalogue_labels(catalogue)
        self._taught_keys = set(self._add_taught_labels())
        self._units_by_form = {
            form: [(name, unit) for unit in units for name in _iterate_unit_names(unit)]
            for form, units in catalogue.units_by_form.items()
        }
        self._unit_indexes: dict[str, LabelIndex] = {}

    def find_elements(self, text: str) -> dict[str, str]:
        """Find the elements of a row label, as form → element; empty for an unknown label."""
        for spelling in list_label_keys(text):
            if spelling in self._elements_by_key:
                return self._elements_by_key[spelling]
        return {}

    def is_taught(self, form: str, text: str) -> bool:
        """Return whether a label names an element of the form because the hub taught it."""
        keys = [key for key in list_label_keys(text) if key in self._elements_by_key]
        return bool(keys) and (form, keys[0]) in self._taught_keys

    def for_unit(self, unit: str) -> "LabelIndex":
        """Return the index with the labels taught for a unit."""
        if unit not in self._unit_indexes:
            self._unit_indexes[unit] = LabelIndex(self._catalogue, self._taught_labels, unit)
        return self._unit_indexes[unit]

    def list_named_units(self, texts: Iterable[str]) -> list[str]:
        """List the units named in a text for which the hub taught labels of their own."""
        own_units = {label.unit: label.form for label in self._taught_labels if label.unit}
        if not own_units:
            return []
        known_forms = set(own_units.values()) & set(self._units_by_form)
        title_units = {
            u.unit for t in texts for form in known_forms for u in self.find_units(form, t)
        }
        return sorted(title_units & set(own_units))

    def _add_taught_labels(self) -> Iterator[tuple[str, str]]:
        """Add the labels taught for all and for this unit; yield form and key of each."""
        own_first = sorted(self._taught_labels, key=lambda label: label.unit is None)
        for label in own_first:
            form = self._catalogue.forms.get(label.form)
            is_known = form is not None and label.element in {e.element for e in form.elements}
            if not is_known or label.unit not in (None, self.unit):
                continue
            key = list_label_keys(label.label)[0]
            elements = self._elements_by_key.setdefault(key, {})
            if label.form not in elements:
                elements[label.form] = label.element
                yield label.form, key

    def find_units(self, form: str, text: str) -> list[Unit]:
        """Find the units of a form named in a title; only the longest name counts."""
        title = f" {make_match_key(text)} "
        matching_units = [
            (name, unit) for name, unit in self._units_by_form[form] if f" {name} " in title
        ]
        max_length = max((len(name) for name, _ in matching_units), default=0)
        return [unit for name, unit in matching_units if len(name) == max_length]


def _collect_catalogue_labels(catalogue: Catalogue) -> dict[str, dict[str, str]]:
    elements_by_key: dict[str, dict[str, str]] = {}
    for form in catalogue.forms.values():
        for element in form.elements:
            for spelling in _iterate_spellings(element):
                elements_by_key.setdefault(spelling, {}).setdefault(form.form, element.element)
    return elements_by_key


def _iterate_spellings(element: Element) -> Iterator[str]:
    for label in (element.name_vi, *element.aliases):
        yield from list_label_keys(label)


def _iterate_unit_names(unit: Unit) -> Iterator[str]:
    for name in (unit.name_vi, *unit.aliases):
        yield (name_key := make_match_key(name))
        kind, _, own_name = name_key.partition(" ")
        for short_kind in _SHORT_UNIT_KINDS.get(kind, ()):
            yield f"{short_kind} {own_name}"
