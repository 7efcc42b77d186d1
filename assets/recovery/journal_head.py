"""The head of the journal in a publication: the last entries at the build and at the end.

Written beside the publication's record, outside any comparison byte for byte. A later change of the
past contradicts the head. The positions are rows of `raw.journal_entries`.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from warehouse.home import Home
from warehouse.journal.journal_entry import NO_LINE
from warehouse.journal.register import query_position
from warehouse.store import Store

HEAD_FILE = "journal.json"


@dataclass(frozen=True, slots=True)
class JournalHead:
    """The last entries of the journal when the tables were built and when they were published.

    An entry is given by number and hash of the line.
    """

    built_sequence: int
    built_sha256: str
    sequence: int = 0
    sha256: str = NO_LINE


def write_journal_head(home: Home) -> None:
    """Write the present head into the draft; the first call states the base of the tables."""
    with Store(home.register_file, read_only=True) as register:
        position = query_position(register)
    built_from = read_journal_head(home.draft_office)
    head = (
        JournalHead(built_from.built_sequence, built_from.built_sha256, *position)
        if built_from
        else JournalHead(*position)
    )
    text = json.dumps(asdict(head), indent=1)
    (home.draft_office / HEAD_FILE).write_text(text + "\n", encoding="utf-8")


def read_journal_head(folder: Path) -> JournalHead | None:
    """Return the head in the office's half of a publication; None without a sound file.

    An older publication has none; a damaged file is found by its checksum.
    """
    try:
        return JournalHead(**json.loads((folder / HEAD_FILE).read_text(encoding="utf-8")))
    except (FileNotFoundError, NotADirectoryError, ValueError, TypeError):
        return None
