"""Families of counts: elements joined by a sum, or by a whole and its parts.

From the catalogue only: no figure decides what is protected, or at which grain. Calls the
warehouse floor.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from warehouse.catalogue import Form, Indicator
from warehouse.catalogue.indicators import Term
from warehouse.catalogue.sensitivity import is_sensitive_indicator
from warehouse.periods import Grain

SUM_SIGN = "+"
"""Joins the elements of a count that is their sum: `police.buyers+police.sellers`."""


@dataclass(frozen=True, slots=True)
class ElementTraits:
    """The traits of an element deciding how counts add up."""

    nature: str
    frequency: Grain
    is_sensitive: bool


@dataclass(frozen=True, slots=True)
class Split:
    """A count and parts of it; without `is_exhaustive` a rest remains, a count of people too."""

    whole: str
    parts: tuple[str, ...]
    is_exhaustive: bool = False


@dataclass(frozen=True, slots=True)
class CountFamily:
    """Elements protected together, with the visible sums and the parts."""

    name: str
    elements: Mapping[str, ElementTraits]
    sums: tuple[str, ...] = ()
    splits: tuple[Split, ...] = ()


@dataclass(frozen=True, slots=True)
class RowCount:
    """A count that a reader learns from a row of an indicator, this year or the year before."""

    count: str
    years_back: int


def list_row_counts(indicator: Indicator) -> list[RowCount]:
    """List the counts that follow from the two sides of an indicator.

    A side that subtracts tells both counts: that of a change, with the other side beside it.

    Raises:
        ValueError: a term is no plain sum of elements, so that nobody knows what it tells.
    """
    counts: dict[RowCount, None] = {}
    for side in (indicator.numerator, indicator.denominator):
        terms_by_kind: dict[tuple[int, int], list[Term]] = {}
        for term in side:
            if term.measure != "element" or abs(term.coefficient) != 1:
                raise ValueError(f"{indicator.indicator}: {term.measure} x {term.coefficient}")
            terms_by_kind.setdefault((term.coefficient, term.years_back), []).append(term)
        for (_, years_back), terms in terms_by_kind.items():
            counts[RowCount(_name_sum(terms), years_back)] = None
    return list(counts)


def _name_sum(terms: list[Term]) -> str:
    return SUM_SIGN.join(sorted(f"{term.form}.{term.element}" for term in terms))


def list_count_families(
    indicators: Mapping[str, Indicator], forms: Mapping[str, Form]
) -> list[CountFamily]:
    """List the families of the counts that the sensitive indicators show."""
    traits = {
        f"{form.form}.{element.element}": ElementTraits(
            element.nature, form.frequency, element.sensitive
        )
        for form in forms.values()
        for element in form.elements
    }
    splits = [*_list_declared_splits(forms)]
    sums: list[str] = []
    for indicator in indicators.values():
        if is_sensitive_indicator(indicator, forms):
            counts = [row_count.count for row_count in list_row_counts(indicator)]
            sums += counts
            splits += _list_share_splits(indicator, counts, splits)
    return _group_families(traits, sums, splits)


def _list_declared_splits(forms: Mapping[str, Form]) -> Iterator[Split]:
    for form in forms.values():
        for whole in dict.fromkeys(e.part_of for e in form.elements if e.part_of):
            name = f"{form.form}.{whole}"
            parts = tuple(f"{form.form}.{p.element}" for p in form.list_parts(whole, "all"))
            if parts:
                yield Split(name, parts, is_exhaustive=True)
            for part in form.list_parts(whole, "some"):
                yield Split(name, (f"{form.form}.{part.element}",))


def _list_share_splits(
    indicator: Indicator, counts: list[str], splits: list[Split]
) -> Iterator[Split]:
    """Yield the rest of a share: what is not in the numerator is a count as well."""
    if indicator.kind == "share" and len(counts) == 2:
        split = Split(counts[1], (counts[0],))
        if split not in splits:
            yield split


def _group_families(
    traits: Mapping[str, ElementTraits], sums: list[str], splits: list[Split]
) -> list[CountFamily]:
    """Group the elements joined by sums and splits, as far as an indicator shows one of them."""
    groups: list[set[str]] = [set(count.split(SUM_SIGN)) for count in sums]
    groups += [_list_split_elements(split) for split in splits]
    families: list[set[str]] = []
    for group in groups:
        touching = [family for family in families if family & group]
        families = [f for f in families if f not in touching]
        families.append(group.union(*touching))
    public = {element for count in sums for element in count.split(SUM_SIGN)}
    return [
        CountFamily(
            name=min(family & public),
            elements={e: traits[e] for e in sorted(family)},
            sums=tuple(
                dict.fromkeys(s for s in sums if SUM_SIGN in s and set(s.split(SUM_SIGN)) <= family)
            ),
            splits=tuple(s for s in splits if _list_split_elements(s) <= family),
        )
        for family in families
        if family & public
    ]


def _list_split_elements(split: Split) -> set[str]:
    return {e for count in (split.whole, *split.parts) for e in count.split(SUM_SIGN)}
