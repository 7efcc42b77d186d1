"""The causes among the faults of a catalogue: what is listed, and what only follows from it.

Faults in, faults out; reads no file. May import `catalogue_faults` and `consistency`
only.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from warehouse.catalogue.catalogue_faults import CatalogueFault
from warehouse.catalogue.consistency import RuleResult

LEAST_REPEATED = 4
"""The number of faults of one kind in a file that count as one fault with one cause."""


class FaultCauses(NamedTuple):
    """The faults to correct first, and how many others may follow from them."""

    faults: list[CatalogueFault]
    follower_count: int


def find_causes(
    file_faults: Sequence[CatalogueFault],
    rule_results: Iterable[RuleResult],
    lost_ids: Collection[str],
    empty_files: Collection[str],
) -> FaultCauses:
    """Return the causes, and the number of faults that follow from them.

    Args:
        file_faults: the faults in the files themselves.
        rule_results: the faults between rows.
        lost_ids: the ids of rows that could not be read; no reference to them is a cause.
        empty_files: the files without a valid row; with a fault of its own such a file is lost.
    """
    results = list(rule_results)
    lost_files = {fault.file_name for fault in file_faults} & set(empty_files)
    lost_ids = {*lost_ids, *(fault.missing_id for fault in file_faults if fault.missing_id)}
    own_faults = [
        result.fault
        for result in results
        if not (result.file_names & lost_files or result.fault.missing_id in lost_ids)
    ]
    return FaultCauses([*_merge_repeated(file_faults), *own_faults], len(results) - len(own_faults))


def _merge_repeated(faults: Sequence[CatalogueFault]) -> Iterator[CatalogueFault]:
    """Yield the faults, those of one kind in one file as one."""
    counts = Counter((fault.file_name, fault.kind) for fault in faults if fault.kind)
    merged: set[tuple[str, str]] = set()
    for fault in faults:
        key = (fault.file_name, fault.kind)
        if counts[key] < LEAST_REPEATED:
            yield fault
        elif key not in merged:
            merged.add(key)
            rest = counts[key] - 1
            description = (
                f"{fault.description} (và {rest} chỗ nữa như vậy / and {rest} more like this)"
            )
            yield replace(fault, description=description)
