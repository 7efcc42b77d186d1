"""The notices of a night: digests of changes are written, then every waiting notice is sent.

A change that has not reached its recipient is in the digest of the next night, as it is by then.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from assets.house import House
from assets.raw import notices, snoozes
from assets.raw.notices import Notice
from pipelines.alerts import changes, delivery
from pipelines.alerts.changes import Change, Scope
from pipelines.alerts.digest import Enclosed, digest
from pipelines.alerts.recipients import Recipient, Unset, recipients
from warehouse.store import Store

ENCLOSED_BYTES = 10 << 20
"""What goes along with one digest at most: many servers take no letter over 25 MB, encoded."""


@dataclass(frozen=True, slots=True)
class Told:
    """The result of a night's notices: how many were sent, how many wait, unreachable contacts."""

    sent: int = 0
    waiting: int = 0
    unset: tuple[Unset, ...] = ()


def tell(house: House) -> Told:
    """Notify every recipient of the changes of a run; without contacts there is none."""
    if not house.catalogue.contacts:
        return Told()
    with Store(house.home.register) as register:
        notices.prepare(register)
        to, unset = recipients(house.catalogue, os.environ)
        resting = snoozes.resting(register, house.as_of)
        with register.attached(house.home.snapshot, "published"):
            digests = list(_digests(house, register, awake(to, resting), resting))
        notices.settle(register, "digest", digests, house.moment)
        sent = delivery.deliver(house.home, register, to, resting, at=house.moment)
        return Told(sent, len(notices.waiting(register)), tuple(unset))


def awake(to: Iterable[Recipient], resting: frozenset[str]) -> list[Recipient]:
    """Keep the recipients that are not snoozed, each with its active contacts."""
    kept = (r.only([name for name in r.names if name not in resting]) for r in to)
    return [recipient for recipient in kept if recipient]


def _digests(
    house: House, register: Store, to: Iterable[Recipient], resting: frozenset[str]
) -> Iterator[Notice]:
    for recipient in to:
        heard = changes.scope(house.catalogue, recipient, resting)
        changed = changes.changes(register, recipient, heard) if heard else []
        if heard and changed:
            enclosed = _enclosed(house.home.returned, register, changed, heard)
            yield digest(house.catalogue, recipient, changed, enclosed)


def _enclosed(folder: Path, register: Store, changed: list[Change], heard: Scope) -> Enclosed:
    """Choose the returned workbooks and letters to attach, up to the size limit."""
    parcels = changes.returned(register, changed, heard)
    names: list[str] = []
    size = too_large = 0
    for parcel in (name for name, is_theirs in parcels if is_theirs):
        files = [f for f in (folder / parcel, (folder / parcel).with_suffix(".docx")) if f.exists()]
        more = sum(file.stat().st_size for file in files)
        if size + more > ENCLOSED_BYTES:
            too_large += 1
        else:
            size += more
            names += [file.name for file in files]
    return Enclosed(tuple(names), too_large, sum(not is_theirs for _, is_theirs in parcels))
