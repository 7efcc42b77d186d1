"""The search for personal data before archiving, and the folder of refused files.

Bytes with personal data, and bytes that could not be searched, reach neither the archive nor the
register. The definition of personal data is `expectations.privacy`.
"""

import os
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from assets.raw import archive
from assets.raw.inbox import Delivery
from expectations.person_names import names
from expectations.privacy import Sign, cleaned, is_suspect, scan
from warehouse.forms import manifest
from warehouse.forms.report import Doubt
from warehouse.forms.texts import Text, Unread, distinct, texts

CODE, UNSEARCHED = "E-PII-001", "N-PII-001"
KEPT_DAYS = 7
"""Days that a file stays in the refused folder for its office to look at."""
PRIVATE = 0o700
MASKED = "[tên tệp đã che]"
MOST_HARMLESS, LONGEST_HARMLESS = 1 << 16, 256
_HARMLESS: set[str] = set()
"""Texts already searched: most texts of a form occur in every file of the form."""
_FILE_NAME = "tên tệp"
_SEPARATORS = re.compile(r"[_+]|(?<=\D)-|-(?=\D)")
_SECONDS_A_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Search:
    """The result of a search for personal data: drafts of refusals, and the parts not searched."""

    doubts: tuple[Doubt, ...]
    unread: tuple[str, ...] = ()


def search(content: bytes, name: str) -> Search:
    """Search a file for personal data.

    Args:
        content: the file's bytes.
        name: its name, searched like any text of the file.
    """
    told = search_name(name)
    if not _needs_reading(content):
        return Search(told)
    found = list(texts(content, is_suspect))
    signs = scan(text for text in found if isinstance(text, Text))
    unread = tuple(text.name for text in found if isinstance(text, Unread))
    return Search((*told, *map(_doubt, signs)), unread)


def search_name(name: str) -> tuple[Doubt, ...]:
    """Search a file's name for personal data and return the reasons to refuse the file."""
    return tuple(map(_doubt, scan([_name_text(name)] if is_suspect(_spoken(name)) else [])))


def _needs_reading(content: bytes) -> bool:
    """Return whether any text of the file is suspect; most files need no full search."""
    found = distinct(content)
    if found is None:
        return True
    # Each file has its own long manifest, but the words in it are the same in every file.
    new = set(chain.from_iterable(map(_words, found - _HARMLESS))) - _HARMLESS
    if any(map(is_suspect, new)):
        return True
    if len(_HARMLESS) + len(new) <= MOST_HARMLESS:
        _HARMLESS.update(text for text in new if len(text) <= LONGEST_HARMLESS)
    return False


def _words(text: str) -> Sequence[str]:
    return manifest.words(text) if text[:1] == manifest.OPENING else (text,)


def _doubt(sign: Sign) -> Doubt:
    place = sign.place or f"ô {sign.cell}"
    about = {"place": place, "kind": sign.kind.vi, "kind_en": sign.kind.en}
    sheet = None if sign.sheet and _names_someone(sign.sheet) else sign.sheet
    return Doubt(CODE, sheet=sheet, cell=sign.cell, about=about)


def shown_name(name: str) -> str:
    """Mask a refused file's name if the name contains personal data."""
    return MASKED + archive.plain_suffix(name) if _names_someone(name) else name


def _names_someone(name: str) -> bool:
    spoken = _spoken(name)
    return bool(names(cleaned(spoken)) or scan([_name_text(name)]))


def _name_text(name: str) -> Text:
    return Text(_spoken(name), place=_FILE_NAME, zone="property")


def _spoken(name: str) -> str:
    """Replace separators in a name by spaces and remove the extension."""
    return _SEPARATORS.sub(" ", name.rsplit(".", 1)[0])


def set_apart(deliveries: list[tuple[Delivery, str]], refused: Path) -> None:
    """Move files to the refused folder, each under the hash; only the owner may read them."""
    for delivery, sha256 in deliveries:
        refused.mkdir(mode=PRIVATE, exist_ok=True)
        target = refused / archive.place(refused, sha256, delivery.name).name
        if delivery.is_unchanged():
            delivery.path.rename(target)
            os.utime(target)  # its days start now, not at its receipt


def purge(refused: Path, now: float | None = None) -> None:
    """Delete the refused files older than `KEPT_DAYS` days."""
    oldest = (time.time() if now is None else now) - KEPT_DAYS * _SECONDS_A_DAY
    if not refused.is_dir():
        return
    for entry in os.scandir(refused):
        is_old = entry.stat(follow_symlinks=False).st_mtime < oldest
        if is_old and not entry.is_dir(follow_symlinks=False):  # folders belong to officers
            Path(entry.path).unlink(missing_ok=True)
