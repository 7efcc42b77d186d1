"""The search for personal data before archiving, and the folder of refused files.

Bytes with personal data, and bytes that could not be searched, reach neither the archive nor the
register. The definition of personal data is `expectations.privacy.scan`, which takes long to load:
a night without files does not load it.
"""

import os
import re
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assets.raw import archive
from assets.raw.inbox import Delivery, move_signature
from warehouse.catalogue import Catalogue
from warehouse.file_moves import move_path
from warehouse.files.texts.file_texts import FileText, UnsearchableFile, read_file_texts
from warehouse.files.texts.place_names import translate_place
from warehouse.finding_draft import FindingDraft
from warehouse.forms.file_name_words import get_known_suffix
from warehouse.forms.file_names import MASKED_NAME

if TYPE_CHECKING:
    from expectations.privacy.scan import PersonalDataSign

REFUSAL_CODE, UNSEARCHED_CODE = "E-PII-001", "N-PII-001"
REFUSED_FILE_DAYS = 7
"""Days that a file stays in the refused folder for its office to look at."""
PRIVATE_MODE = 0o700
_REWRITING = (
    "Xóa hoặc viết lại: chỉ số lượng, hoặc «một nạn nhân nữ, dưới 18 tuổi» thay cho tên.",
    "Delete or rewrite it: counts only, or «a female victim under 18» in place of a name.",
)
_PROPERTY_REWRITING = (
    "Trong Excel hoặc Word: Tệp › Thông tin › Kiểm tra sự cố › Kiểm tra tài liệu (Document "
    "Inspector), xóa thuộc tính và thông tin cá nhân, lưu lại.",
    "In Excel or Word: File › Info › Check for Issues › Inspect Document (Document Inspector), "
    "remove properties and personal information, and save.",
)
_PROPERTY_PLACES = ("thuộc tính", "tên người", "phần ngoài ô")
_FILE_NAME_PLACE = "tên tệp"
_NAME_WORD_SEPARATORS = re.compile(r"[_+]|(?<=\D)-|-(?=\D)")
_SECONDS_PER_DAY = 86_400


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The result of a search for personal data: drafts of refusals, and the parts not searched."""

    drafts: tuple[FindingDraft, ...]
    unread_parts: tuple[str, ...] = ()


def search_file(content: bytes, name: str, catalogue: Catalogue | None = None) -> SearchResult:
    """Search a file for personal data.

    Args:
        content: the file's bytes.
        name: its name, searched like any text of the file.
        catalogue: tells the texts of our own forms from what a sender typed.
    """
    from assets.raw.quick_search import search_quickly
    from assets.raw.remark_search import find_signs, is_worth_reading

    quick_answer = search_quickly(content, catalogue)
    name_drafts = () if name in quick_answer.own_texts else search_file_name(name)
    if not quick_answer.needs_full_search:
        return SearchResult(name_drafts)
    file_texts = list(read_file_texts(content, is_worth_reading))
    signs = find_signs([text for text in file_texts if isinstance(text, FileText)])
    unread_parts = tuple(text.name for text in file_texts if isinstance(text, UnsearchableFile))
    return SearchResult((*name_drafts, *map(_draft_refusal, signs)), unread_parts)


def search_file_name(name: str) -> tuple[FindingDraft, ...]:
    """Search a file's name for personal data and return the reasons to refuse the file."""
    from expectations.privacy.scan import is_suspect_text, scan_texts

    return tuple(
        map(
            _draft_refusal,
            scan_texts(
                [_build_name_text(name)] if is_suspect_text(_separate_name_words(name)) else []
            ),
        )
    )


def _draft_refusal(sign: "PersonalDataSign") -> FindingDraft:
    place = sign.place or f"ô {sign.cell}"
    message_values = {
        "place": place,
        "place_en": translate_place(place),
        "kind": sign.kind.vi,
        "kind_en": sign.kind.en,
        **_explain_rewriting(place),
    }
    sheet = None if sign.sheet and _names_someone(sign.sheet) else sign.sheet
    return FindingDraft(REFUSAL_CODE, sheet=sheet, cell=sign.cell, message_values=message_values)


def _explain_rewriting(place: str) -> dict[str, str]:
    """Explain how a sender removes the passage: properties have no cell to write in."""
    is_property = place.startswith(_PROPERTY_PLACES)
    vi, en = _PROPERTY_REWRITING if is_property else _REWRITING
    return {"rewriting": vi, "rewriting_en": en}


def mask_file_name(name: str) -> str:
    """Mask a refused file's name if the name contains personal data."""
    return MASKED_NAME + get_known_suffix(name) if _names_someone(name) else name


def _names_someone(name: str) -> bool:
    from expectations.privacy.person_names import find_person_names
    from expectations.privacy.scan import clean_string, scan_texts

    name_words = _separate_name_words(name)
    return bool(find_person_names(clean_string(name_words)) or scan_texts([_build_name_text(name)]))


def _build_name_text(name: str) -> FileText:
    return FileText(_separate_name_words(name), place=_FILE_NAME_PLACE, zone="property")


def _separate_name_words(name: str) -> str:
    """Replace separators in a name by spaces and remove the extension."""
    return _NAME_WORD_SEPARATORS.sub(" ", name.rsplit(".", 1)[0])


def move_to_refused(deliveries: list[tuple[Delivery, str]], refused_folder: Path) -> None:
    """Move files to the refused folder, each under the hash; only the owner may read them."""
    for delivery, sha256 in deliveries:
        refused_folder.mkdir(mode=PRIVATE_MODE, exist_ok=True)
        target = (
            refused_folder
            / archive.build_archive_path(refused_folder, sha256, delivery.display_name).name
        )
        if delivery.is_unchanged():
            move_path(delivery.path, target)
            os.utime(target)  # its days start now, not at its receipt
            move_signature(delivery, target)


def purge_refused_files(refused_folder: Path, now: float | None = None) -> int:
    """Delete the refused files older than `REFUSED_FILE_DAYS` days; return their number."""
    cutoff = (time.time() if now is None else now) - REFUSED_FILE_DAYS * _SECONDS_PER_DAY
    if not refused_folder.is_dir():
        return 0
    old_files = [
        entry
        for entry in os.scandir(refused_folder)
        if entry.stat(follow_symlinks=False).st_mtime < cutoff
        and not entry.is_dir(follow_symlinks=False)  # folders belong to officers
    ]
    for entry in old_files:
        Path(entry.path).unlink(missing_ok=True)
    return len(old_files)
