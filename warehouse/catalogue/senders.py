"""Who may send for whom: the rows of the optional `senders.csv`.

A row binds a source to units: a mail address of a mailbox, the folder or account of another
source, or the inbox itself for whoever drops files by hand. Addresses of offices, never names of
people. `assets` compares deliveries with these rows. May import only `file_row`, `file_sources`
and `row`.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from warehouse.catalogue.catalogue_faults import CatalogueFault
from warehouse.catalogue.file_row import FileRow, check_ids, check_unique
from warehouse.catalogue.file_sources import INBOX_SOURCE, Source
from warehouse.catalogue.row import CatalogueRow, Slug, TextList

ADDRESS_PATTERN = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+")
"""A mail address in lower case, without a display name."""
_KEY_PATTERN = re.compile(r"RW[A-Za-z0-9+/]{54}")


def _fill_blank(default: str | None) -> BeforeValidator:
    return BeforeValidator(lambda value: value or default)


class Sender(CatalogueRow):
    """A sender that may speak for units, and for all units below them.

    `authentication` says whether the mail server must have verified the address (`required`), or
    whether silence is enough (`if_stated`). `public_keys` are minisign keys; a signature is
    `required` or `optional`.
    """

    sender: Slug
    source: Slug
    address: Annotated[str | None, _fill_blank(None)] = None
    units: Annotated[TextList, Field(min_length=1)]
    authentication: Annotated[Literal["required", "if_stated"], _fill_blank("required")] = (
        "required"
    )
    public_keys: TextList = ()
    signature: Annotated[Literal["required", "optional"], _fill_blank("optional")] = "optional"

    @model_validator(mode="after")
    def _validate_sender(self) -> Self:
        if self.address is not None and not ADDRESS_PATTERN.fullmatch(self.address):
            raise ValueError(
                "address là địa chỉ thư viết thường, không kèm tên / address is a mail address in "
                "lower case, without a name"
            )
        if not all(map(_KEY_PATTERN.fullmatch, self.public_keys)):
            raise ValueError(
                "public_keys là khóa công khai minisign, RW… / public_keys are minisign keys, RW…"
            )
        if self.signature == "required" and not self.public_keys:
            raise ValueError(
                "đòi chữ ký thì phải có public_keys / a required signature needs public_keys"
            )
        return self

    @property
    def place(self) -> tuple[str, str | None]:
        """The source and the address that this sender is known by."""
        return self.source, self.address


def select_unit_senders(senders: Iterable[Sender], ancestors: Collection[str]) -> list[Sender]:
    """Select the senders that may speak for a unit; `ancestors` includes the unit itself."""
    return [sender for sender in senders if not set(ancestors).isdisjoint(sender.units)]


def list_ancestor_ids(parents: Mapping[str, str | None], unit: str) -> list[str]:
    """List a unit and the units above it, nearest first; a circle ends where it closes."""
    ancestors: list[str] = []
    above: str | None = unit
    while above is not None and above not in ancestors:
        ancestors.append(above)
        above = parents.get(above)
    return ancestors


def check_senders(
    rows: Sequence[FileRow[Sender]], sources: Mapping[str, Source], units: Collection[str]
) -> Iterator[CatalogueFault]:
    """Report repeated senders, senders of no source, and senders of no unit."""
    yield from check_unique((row, row.model.sender) for row in rows)
    yield from check_unique((row, "/".join(filter(None, row.model.place))) for row in rows)
    for row in rows:
        yield from check_ids(row, row.model.units, units)
        yield from check_ids(row, (row.model.source,), [INBOX_SOURCE, *sources])
        yield from _check_address(row, sources.get(row.model.source))


def _check_address(row: FileRow[Sender], source: Source | None) -> Iterator[CatalogueFault]:
    sender, is_mailbox = row.model, source is not None and source.is_mailbox
    if is_mailbox != (sender.address is not None):
        yield row.make_fault(
            f"{sender.sender}: hòm thư thì có address, nguồn khác thì không / a mailbox needs an "
            "address, any other source has none",
            "sửa address hoặc source / correct address or source",
        )
    elif source and is_mailbox and sender.authentication == "required" and not source.authserv_id:
        yield row.make_fault(
            f"{sender.sender}: không thư nào xác thực được, vì nguồn {source.source} chưa khai "
            f"authserv_id / no mail can be verified: source {source.source} states no authserv_id",
            "thêm authserv_id ở sources.yaml, hoặc ghi if_stated / add authserv_id in "
            "sources.yaml, or write if_stated",
        )
