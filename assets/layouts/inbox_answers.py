"""Answered proposals dropped into `inbox/` by hand: the hub's decisions, and no reports.

A file counts as the hub's if the key of the home signed it and no source brought it; every other
proposal is refused as a report is. An accepted proposal is deleted, a faulty one stays. Imports
nothing heavy: every night passes here.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from assets.layouts.proposal_store import build_proposal_name, has_key, is_signed_here
from assets.raw.file_senders import query_file_senders
from assets.raw.inbox import Delivery
from warehouse.catalogue import Catalogue
from warehouse.files.guard.zip_parts import DamagedError, SwellingError
from warehouse.forms.proposal_marks import read_signature
from warehouse.home import Home
from warehouse.language import Bilingual
from warehouse.store import Store

if TYPE_CHECKING:
    from assets.layouts.acceptance import Acceptance

MAX_ANSWER_SIZE = 8 << 20
"""The largest proposal in bytes: a larger file is read as a report."""
_TAIL_SIZE = 1 << 16
_PROPERTIES_NAME = b"docProps/custom.xml"
_DECIDED = Bilingual(
    "đã được quyết định từ trước; tệp đã được xóa",
    "was decided before; the file was deleted",
)
_ACCEPTED = Bilingual(
    "đã duyệt cách đọc «{layout}»; tệp đã được xóa",
    "the layout «{layout}» is accepted; the file was deleted",
)
_FAULTY = Bilingual("chưa duyệt, còn trong inbox/", "not accepted, still in inbox/")
_UNREADABLE = Bilingual(
    "không còn là sổ đề xuất: lấy lại tệp trong layouts/",
    "is a proposal workbook no more: begin again with the file in layouts/",
)


@dataclass(frozen=True, slots=True)
class InboxAnswers:
    """The proposals of the inbox: files that are no reports, and a line about each.

    A line names the proposal as the home did: the name of a dropped file is anybody's.
    """

    paths: frozenset[Path] = frozenset()
    accepted_messages: tuple[str, ...] = ()
    faulty_messages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _SignedFile:
    delivery: Delivery
    content: bytes
    proposal_id: str


@dataclass(frozen=True, slots=True)
class AnswerReceiver:
    """The home, the catalogue, the register and the moment of the decisions."""

    home: Home
    catalogue: Catalogue
    register: Store
    happened_at: datetime

    def receive_answers(self, deliveries: Sequence[Delivery]) -> InboxAnswers:
        """Accept the answered proposals among files of the inbox; without a key there are none."""
        if not deliveries or not has_key(self.home):
            return InboxAnswers()
        signed_files = self._list_signed_files(deliveries)
        accepted: list[str] = []
        faulty: list[str] = []
        for file in signed_files:
            outcome, is_done = self._receive_answer(file)
            name = build_proposal_name(file.proposal_id)
            message = f"«{name}»: {outcome.vi} / {outcome.en}"
            (accepted if is_done else faulty).append(message)
            if is_done and file.delivery.is_unchanged():
                file.delivery.path.unlink()
        paths = frozenset(file.delivery.path for file in signed_files)
        return InboxAnswers(paths, tuple(accepted), tuple(faulty))

    def _list_signed_files(self, deliveries: Sequence[Delivery]) -> list[_SignedFile]:
        """List the files signed by the home that were dropped by hand."""
        files = [
            _SignedFile(delivery, content, signature[0])
            for delivery in deliveries
            if (content := _read_marked_file(delivery.path))
            and (signature := _read_signature(content))
            and is_signed_here(self.home, *signature)
        ]
        keys = [(hashlib.sha256(f.content).hexdigest(), f.delivery.received_at) for f in files]
        senders = query_file_senders(self.register, self.catalogue, keys)
        return [file for file, key in zip(files, keys, strict=True) if key not in senders]

    def _receive_answer(self, file: _SignedFile) -> tuple[Bilingual, bool]:
        """Accept a proposal; return the message, and whether the file is done with."""
        from assets.layouts.acceptance import Acceptor  # few nights have an answer
        from warehouse.forms.layouts.answer_workbook import read_answer_sheet

        person = _name_person(file.delivery.path)
        acceptor = Acceptor(self.home, self.catalogue, person, self.happened_at)
        if acceptor.is_decided(self.register, file.proposal_id):
            return _DECIDED, True
        answer_sheet = read_answer_sheet(file.content)
        if answer_sheet is None:
            return _UNREADABLE, False
        return _describe_acceptance(acceptor.accept_answers(self.register, answer_sheet))


def _read_marked_file(path: Path) -> bytes | None:
    """Read a small file with properties of its own, as named at the end of the file."""
    try:
        with path.open("rb") as file:
            size = file.seek(0, 2)
            file.seek(max(0, size - _TAIL_SIZE))
            if size > MAX_ANSWER_SIZE or _PROPERTIES_NAME not in file.read():
                return None
            file.seek(0)
            return file.read()
    except OSError:  # the intake reports a file that cannot be read
        return None


def _read_signature(content: bytes) -> tuple[str, str] | None:
    try:
        return read_signature(content)
    except (DamagedError, SwellingError):  # the intake reports a damaged file
        return None


def _describe_acceptance(acceptance: "Acceptance") -> tuple[Bilingual, bool]:
    if acceptance.layout is None:
        reasons = (_FAULTY, *acceptance.faults)
        return Bilingual("; ".join(r.vi for r in reasons), "; ".join(r.en for r in reasons)), False
    name = acceptance.layout.layout
    accepted = Bilingual(_ACCEPTED.vi.format(layout=name), _ACCEPTED.en.format(layout=name))
    texts = [text for text in (accepted, acceptance.warning) if text]
    return Bilingual("; ".join(t.vi for t in texts), "; ".join(t.en for t in texts)), True


def _name_person(path: Path) -> str:
    """Name the person by the account of the file's owner."""
    try:
        owner = path.owner()
    except KeyError:
        owner = str(path.stat().st_uid)
    return f"inbox/ ({owner})"
