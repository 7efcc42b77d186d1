"""Who sent a file of the inbox, and whether that sender may speak for a unit.

Compares `raw.deliveries` with `senders.csv`; decides nothing about reports, `report_holds` does.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from warehouse.catalogue import Catalogue, Sender
from warehouse.catalogue.file_sources import INBOX_SOURCE
from warehouse.catalogue.senders import select_unit_senders
from warehouse.store import Store

_FILE_SENDERS = """
    SELECT sha256, received_at, source, sender_address, is_authenticated
    FROM raw.deliveries
    WHERE outcome = 'fetched' AND received_at BETWEEN ? AND ?
    ORDER BY source DESC, origin DESC, part DESC
"""
FileKey = tuple[str, datetime]
"""The hash of a file and its time of receipt."""


@dataclass(frozen=True, slots=True)
class FileSender:
    """Who sent a file: a source, and the address if it is a mailbox."""

    source: str
    address: str | None = None
    is_authenticated: bool | None = None
    is_mail: bool = False

    @property
    def name(self) -> str:
        """The name in the register; it ends in `?` where nobody can say who it was."""
        if not self.is_mail:
            return self.source
        doubt = "?" if self.address is None or self.is_authenticated is False else ""
        return f"{self.source}/{self.address or ''}{doubt}"

    @property
    def is_recognisable(self) -> bool:
        """Whether a later file of the same name is of the same sender."""
        return not self.name.endswith("?")


INBOX_SENDER = FileSender(INBOX_SOURCE)
"""Whoever drops files into `inbox/` by hand: one sender, «hộp nhận»."""


def query_file_senders(
    register: Store, catalogue: Catalogue, files: Iterable[FileKey]
) -> dict[FileKey, FileSender]:
    """Map the files that a source brought to their senders; all others were dropped by hand."""
    times = sorted(received_at for _, received_at in files)
    if not times:
        return {}
    mailboxes = {source.source for source in catalogue.sources if source.is_mailbox}
    return {
        (sha256, received_at): FileSender(
            source, address, is_authenticated, address is not None or source in mailboxes
        )
        for sha256, received_at, source, address, is_authenticated in register.query_rows(
            _FILE_SENDERS, [times[0], times[-1]]
        )
    }


def find_file_sender(senders: Mapping[FileKey, FileSender], file: FileKey) -> FileSender:
    """Find the sender of a file."""
    return senders.get(file, INBOX_SENDER)


def list_unit_bindings(catalogue: Catalogue, unit: str) -> list[Sender]:
    """List the senders that `senders.csv` binds to a unit; many catalogues bind none."""
    if not catalogue.senders:
        return []
    ancestors = [ancestor.unit for ancestor in catalogue.list_ancestors(unit)]
    return select_unit_senders(catalogue.senders, ancestors)


def find_binding(file_sender: FileSender, bindings: Iterable[Sender]) -> Sender | None:
    """Find the row of a sender in `senders.csv`, or None."""
    place = (file_sender.source, file_sender.address)
    return next((sender for sender in bindings if sender.place == place), None)


def find_sender_fault(file_sender: FileSender, bindings: Iterable[Sender]) -> str | None:
    """Return why a sender may not speak for a unit, or None."""
    binding = find_binding(file_sender, bindings)
    if binding is None:
        return "unbound_sender"
    must_verify = file_sender.is_mail and binding.authentication == "required"
    if file_sender.is_authenticated is False or (must_verify and not file_sender.is_authenticated):
        return "unverified_sender"
    return None
