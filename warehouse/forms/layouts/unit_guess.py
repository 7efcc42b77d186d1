"""The unit, and the forms of the units, that a stranger's workbook most likely speaks of.

For a proposal only: looks at the sheet's name, other sheets, the signature and the file's name too,
and a form of one unit alone needs no name. The hub confirms it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from warehouse.catalogue import Form, Unit
from warehouse.forms.layouts.place_meanings import Subjects
from warehouse.forms.layouts.sheet_titles import KnownNames, StrangeSheet
from warehouse.periods import Period
from warehouse.text import fold_text, make_match_key

NAMED_FIRST, NAMED_LATER = 1.0, 0.3
"""How much a unit's name says about the form."""
_ADDRESSEE = re.compile(r"\b(?:noi nhan|kinh gui|gui|luu)\b")
_KIND_AND_NEW = re.compile(r"^(?:phuong|xa|quan|huyen)\s+|\s+moi$")


def guess_unit(
    form: Form, strange: StrangeSheet, known: KnownNames, period: Period | None
) -> Unit | None:
    """Guess the unit: the only unit of the form, or the only unit named by the first source."""
    living = _list_living_units(form, known, period)
    if len(living) == 1:
        return living[0]
    sources = _list_sources(strange)
    for find_units in (_find_full_names, _find_initials, _find_bare_names):
        for texts in sources:
            units = {u.unit: u for u in find_units(form, texts, known) if u in living}
            if len(units) == 1:
                return next(iter(units.values()))
    return None


def weigh_forms(strange: StrangeSheet, known: KnownNames) -> dict[str, float]:
    """Return the weights, 0 to 1, of the forms whose units a workbook names.

    The sender stands first, in the letterhead; whoever is named later or elsewhere counts less.
    """
    weights: dict[str, float] = {}
    forms = [form for form in known.catalogue.units_by_form if form in known.catalogue.forms]
    for texts in _list_sources(strange):
        for text in texts:
            named_forms = _list_named_forms(text, forms, known)
            weight = NAMED_LATER if weights else NAMED_FIRST
            for form in named_forms:
                weights.setdefault(form, weight)
    return weights


def _list_named_forms(text: str, forms: Sequence[str], known: KnownNames) -> list[str]:
    """List the forms whose units a text names in full, else by initials."""
    for index in (known.index, known.initials):
        if matching_forms := [form for form in forms if index.find_units(form, text)]:
            return matching_forms
    return []


def list_subjects(unit: Unit | None, known: KnownNames) -> Subjects:
    """List the names of all units, and of the reporting units that are not the sender, as keys."""
    names = frozenset(name for u in known.catalogue.units.values() for name in _list_names(u))
    if unit is None:
        return Subjects(names)
    own = set(_list_names(unit))
    reporting = {u.unit: u for units in known.catalogue.units_by_form.values() for u in units}
    others = (_list_names(other) for other in reporting.values())
    return Subjects(names, frozenset(n for other in others if not own & set(other) for n in other))


def _list_living_units(form: Form, known: KnownNames, period: Period | None) -> list[Unit]:
    day = known.catalogue.calendar.compute_window(period)[1] if period else None
    units = known.catalogue.units_by_form.get(form.form, [])
    return [unit for unit in units if day is None or unit.exists_on(day)]


def _list_sources(strange: StrangeSheet) -> list[Sequence[str]]:
    titles = [text for _, text in strange.titles]
    sources = [titles, strange.sheet_names, strange.other_texts, strange.notes, [strange.file_name]]
    return [
        [text.replace("_", " ") for text in texts if not _ADDRESSEE.search(fold_text(text))]
        for texts in sources
    ]


def _find_full_names(form: Form, texts: Iterable[str], known: KnownNames) -> Iterator[Unit]:
    for text in texts:
        yield from known.index.find_units(form.form, text)


def _find_initials(form: Form, texts: Iterable[str], known: KnownNames) -> Iterator[Unit]:
    for text in texts:
        yield from known.initials.find_units(form.form, text)


def _find_bare_names(form: Form, texts: Iterable[str], known: KnownNames) -> Iterator[Unit]:
    titles = [f" {make_match_key(text)} " for text in texts]
    shared = {
        name
        for unit in known.catalogue.units.values()
        if unit.form is None
        for name in _list_bare_names(unit)
    }
    for unit in known.catalogue.units_by_form.get(form.form, []):
        if any(
            f" {name} " in title
            for name in set(_list_bare_names(unit)) - shared
            for title in titles
        ):
            yield unit


def _list_names(unit: Unit) -> list[str]:
    return [*map(make_match_key, (unit.name_vi, *unit.aliases)), *_list_bare_names(unit)]


def _list_bare_names(unit: Unit) -> list[str]:
    """List the name of a place without the kind; empty for any other unit."""
    key = make_match_key(unit.name_vi)
    bare = _KIND_AND_NEW.sub("", _KIND_AND_NEW.sub("", key))
    return [bare] if _KIND_AND_NEW.match(key) else []
