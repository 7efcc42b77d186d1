"""The proposals waiting for the hub, in `layouts/proposals/`, each signed by the home's own key.

A record holds the proposal and copies of the sheets, for the account alone, until the decision;
then it is deleted. A proposal without a record, or with another signature, counts nothing.
"""

import hmac
import json
import re
import secrets
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from assets.layouts.proposing_process import format_sheet, parse_sheet
from warehouse.files.grid import Sheet
from warehouse.forms.layouts.proposal import Proposal
from warehouse.home import Home

_KEY_BYTES, _ID_BYTES = 32, 8
_ID = re.compile(r"[a-p]{16}")
_LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")
"""Ids and signatures in letters alone: among digits, the search would find numbers of people."""
_PRIVATE_FOLDER, _PRIVATE_FILE = 0o700, 0o600


@dataclass(frozen=True, slots=True)
class ProposalRecord:
    """A proposal that waits: the id, the file's hash and name for showing, and the sheets."""

    proposal_id: str
    sha256: str
    file_name: str
    proposal: Proposal
    sheets: tuple[Sheet, ...]


def get_layouts_folder(home: Home) -> Path:
    """Return the folder of layouts of a home."""
    return home.root / "layouts"


def create_record(
    home: Home, source: tuple[str, str], proposal: Proposal, sheets: tuple[Sheet, ...]
) -> ProposalRecord:
    """Store a new proposal; `source` is the hash of the file and the name for showing."""
    record = ProposalRecord(_create_id(), *source, proposal, sheets)
    values = {
        "sha256": record.sha256,
        "file_name": record.file_name,
        "proposal": proposal.to_json(),
        "sheets": list(map(format_sheet, sheets)),
    }
    path = _build_record_path(home, record.proposal_id)
    _write_private(path, json.dumps(values, ensure_ascii=False).encode())
    return record


def sign_proposal(home: Home, proposal_id: str) -> str:
    """Return the signature of a proposal's id by the home's key; the first use makes the key."""
    path = _build_key_path(home)
    if not path.exists():
        _write_private(path, secrets.token_bytes(_KEY_BYTES))
    signature = hmac.new(path.read_bytes(), proposal_id.encode(), sha256).hexdigest()
    return signature.translate(_LETTERS)


def has_key(home: Home) -> bool:
    """Return whether the home ever signed a proposal."""
    return _build_key_path(home).exists()


def is_signed_here(home: Home, proposal_id: str, signature: str) -> bool:
    """Return whether a signature of a proposal's id is by the key of the home."""
    return hmac.compare_digest(sign_proposal(home, proposal_id).encode(), signature.encode())


def _create_id() -> str:
    return secrets.token_hex(_ID_BYTES).translate(_LETTERS)


def load_record(home: Home, proposal_id: str, signature: str) -> ProposalRecord | None:
    """Load the proposal of an id if the signature is the home's and no decision was made."""
    if not _ID.fullmatch(proposal_id) or not is_signed_here(home, proposal_id, signature):
        return None
    path = _build_record_path(home, proposal_id)
    return _read_record(path) if path.exists() else None


def _read_record(path: Path) -> ProposalRecord:
    values = json.loads(path.read_text(encoding="utf-8"))
    return ProposalRecord(
        path.stem,
        values["sha256"],
        values["file_name"],
        Proposal.from_json(values["proposal"]),
        tuple(map(parse_sheet, values.get("sheets") or [values["sheet"]])),
    )


def delete_record(home: Home, proposal_id: str) -> None:
    """Delete a decided proposal with the copies of the sheets, and the workbook in the home."""
    _build_record_path(home, proposal_id).unlink(missing_ok=True)
    (get_layouts_folder(home) / build_proposal_name(proposal_id)).unlink(missing_ok=True)


def build_proposal_name(proposal_id: str) -> str:
    """Return the file name of a proposal's workbook."""
    return f"de-xuat-{proposal_id}.xlsx"


def count_waiting_proposals(home: Home) -> int:
    """Return the number of proposals without a decision."""
    return len(_list_record_paths(home))


def list_waiting_records(home: Home) -> list[ProposalRecord]:
    """Return the proposals without a decision, the oldest first."""
    return [_read_record(path) for path in _list_record_paths(home)]


def _list_record_paths(home: Home) -> list[Path]:
    paths = (get_layouts_folder(home) / "proposals").glob("*.json")
    return sorted(paths, key=lambda path: (path.stat().st_mtime_ns, path.name))


def list_tried_hashes(home: Home) -> set[str]:
    """Return the hashes of the files for which a night tried a proposal."""
    path = _build_tried_path(home)
    return set(path.read_text(encoding="utf-8").split()) if path.exists() else set()


def note_tried_hash(home: Home, sha256: str) -> None:
    """Note that a night tries a proposal for a file, before the attempt: it is tried once."""
    hashes = sorted(list_tried_hashes(home) | {sha256})
    _write_private(_build_tried_path(home), ("\n".join(hashes) + "\n").encode())


def _build_key_path(home: Home) -> Path:
    return get_layouts_folder(home) / "key"


def _build_tried_path(home: Home) -> Path:
    return get_layouts_folder(home) / "tried.txt"


def _build_record_path(home: Home, proposal_id: str) -> Path:
    return get_layouts_folder(home) / "proposals" / f"{proposal_id}.json"


def _write_private(path: Path, content: bytes) -> None:
    """Write a file for the account alone, whole or not at all."""
    path.parent.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.part")
    draft.write_bytes(content)
    draft.chmod(_PRIVATE_FILE)
    draft.replace(path)
