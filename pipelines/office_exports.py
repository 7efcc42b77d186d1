"""The writing of the files that people carry away: each is in the journal before it exists.

The only way for a command to write figures of the office. Knows no command, and builds no file.
"""

import hashlib
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from assets.outbox.exports import Export, ExportedFile, list_exports, record_exports
from assets.published.office_file import save_office_file, set_file_aside
from expectations.privacy.scan import scan_texts
from pipelines.messages.command_messages import format_message
from pipelines.settings import Settings
from warehouse.catalogue import Catalogue
from warehouse.files.texts.file_texts import FileText
from warehouse.home import OFFICE_FOLDER, Home
from warehouse.journal.register import get_account
from warehouse.journal.settlement import open_register
from warehouse.language import Lang
from warehouse.periods import Period

_REPORTS = "reports"


@dataclass(frozen=True, slots=True)
class OfficeFile:
    """A file to write: the kind of `raw.exports`, the path, the content."""

    kind: str
    path: Path
    content: bytes


def choose_folder(home: Home, period: Period, out: Path | None) -> Path:
    """Return the folder of `--out`, or else the period's folder in `office/` of the home."""
    return out or home.root / OFFICE_FOLDER / _REPORTS / period.code


def describe_export(
    catalogue: Catalogue,
    period: Period | None,
    published_at: datetime,
    addressee: str | None = None,
    *,
    is_sent: bool = False,
) -> Export:
    """Describe an export made now by the account of this process."""
    return Export(
        period.code if period else None,
        published_at,
        name_exporter(get_account()),
        Settings().choose_run_at(catalogue),
        addressee,
        is_sent,
    )


def name_exporter(account: str) -> str:
    """Return the account, or its number where the name is more than a name: a telephone, say."""
    return str(os.getuid()) if scan_texts([FileText(account)]) else account


def write_office_files(home: Home, lang: Lang, export: Export, files: Sequence[OfficeFile]) -> None:
    """Record the files in register and journal, then write them and print their paths.

    A file of the same name that was sent, or edited by hand since, is set aside.

    Raises:
        BusyError: a run holds the home; nothing is written.
    """
    exported_files = [
        ExportedFile(file.kind, file.path.name, hashlib.sha256(file.content).hexdigest())
        for file in files
    ]
    with home.hold_lock(), open_register(home) as register:
        record_exports(register, export, exported_files)
        earlier_exports = list_exports(register)[len(files) :]
    labels = {earlier.sha256: "" for earlier in earlier_exports}
    labels |= {earlier.sha256: "da-gui" for earlier in earlier_exports if earlier.is_sent}
    for file in files:
        if aside := set_file_aside(file.path, file.content, labels, "sua-tay"):
            sys.stdout.write(format_message(lang, "set_aside", path=aside) + "\n")
        save_office_file(file.path, file.content)
        sys.stdout.write(format_message(lang, "wrote", path=file.path) + "\n")
