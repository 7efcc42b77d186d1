"""The quick decision whether a file needs the full search for personal data; most files do not.

Of a report in our own form only what its sender typed is new: the texts of the form are the
catalogue's, and a text searched once in this process is not searched again. Only exact texts
count, never a pattern. `refusal` runs the full search. May call this floor and the floors below.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from assets.raw.remark_search import is_questionable
from warehouse.catalogue import Catalogue
from warehouse.files.texts.file_texts import list_distinct_texts
from warehouse.files.texts.long_numbers import find_long_numbers, is_long_number
from warehouse.forms import manifest
from warehouse.forms.blank.unit_texts import list_unit_texts
from warehouse.periods import PeriodError, parse_period_code

MAX_HARMLESS_TEXTS, MAX_HARMLESS_LENGTH = 1 << 16, 256
_HARMLESS_TEXTS: set[str] = set()
"""Texts already searched: most texts of a form occur in every file of the form."""


@dataclass(frozen=True, slots=True)
class QuickAnswer:
    """Whether a file needs the full search, and the texts of its own blank form."""

    needs_full_search: bool
    own_texts: AbstractSet[str] = frozenset()


def search_quickly(content: bytes, catalogue: Catalogue | None) -> QuickAnswer:
    """Search the new texts of a file one by one, without their surroundings.

    Without a catalogue no text counts as a text of the form.
    """
    distinct_texts = list_distinct_texts(content)
    if distinct_texts is None:
        return QuickAnswer(needs_full_search=True)
    new_texts = distinct_texts - _HARMLESS_TEXTS
    manifest_texts = {text for text in new_texts if text.startswith(manifest.MANIFEST_OPENING)}
    # Each file has its own long manifest, but the words in it are the same in every file.
    inner_texts = set().union(*map(manifest.list_manifest_texts, manifest_texts)) - _HARMLESS_TEXTS
    own_texts = _list_own_texts(manifest_texts, catalogue) if catalogue else frozenset()
    typed_texts = ((new_texts - manifest_texts) | inner_texts) - own_texts
    suspect_texts = set(filter(is_questionable, typed_texts))
    _remember_harmless_texts(typed_texts - suspect_texts)
    is_harmless = not suspect_texts or _are_counts(content, suspect_texts, manifest_texts)
    return QuickAnswer(not is_harmless, own_texts)


def _list_own_texts(manifest_texts: set[str], catalogue: Catalogue) -> AbstractSet[str]:
    """List the texts that the blank form of a manifest's report holds for its unit and period."""
    own_texts: set[str] = set()
    for codes in filter(None, map(manifest.find_report_codes, manifest_texts)):
        form, unit_code, period_code = codes
        unit = catalogue.units.get(unit_code)
        if unit is None or unit.form != form:
            continue
        try:
            period = parse_period_code(period_code)
        except PeriodError:  # a stranger's manifest: nothing of it is ours
            continue
        own_texts |= list_unit_texts(catalogue, unit, form, period)
    return own_texts


def _remember_harmless_texts(texts: set[str]) -> None:
    if len(_HARMLESS_TEXTS) + len(texts) <= MAX_HARMLESS_TEXTS:
        _HARMLESS_TEXTS.update(text for text in texts if len(text) <= MAX_HARMLESS_LENGTH)


def _are_counts(content: bytes, suspect_texts: set[str], manifest_texts: set[str]) -> bool:
    """Return whether suspect texts are all long numbers in the count cells of our own form."""
    if not all(map(is_long_number, suspect_texts)):
        return False
    places = {address for text in manifest_texts for address in manifest.list_count_addresses(text)}
    numbers = [number for number in find_long_numbers(content) if number.digits in suspect_texts]
    is_one_sheet = len({number.part for number in numbers}) == 1
    are_counts = all(number.address in places for number in numbers)
    return is_one_sheet and are_counts and {n.digits for n in numbers} == suspect_texts
