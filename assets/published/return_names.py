"""The names of what goes back: the returned workbook, and the letter beside it.

Names only; `return_package` writes the files. May import the standard library only.
"""

import re
from pathlib import Path
from unicodedata import normalize

_UNSAFE_LETTERS = re.compile(r"[^\w.,()\[\] …-]+")


def build_returned_name(file_name: str, submission: str) -> str:
    """Return the name of a returned workbook: the sender's name for the file, and our own."""
    return f"{_clean_file_name(file_name)} [{submission}].xlsx"


def build_letter_path(workbook: Path) -> Path:
    """Return the path of the letter beside a returned workbook."""
    return workbook.with_suffix(".docx")


def _clean_file_name(name: str) -> str:
    """Format a sender's file name as a part of ours: no path, no hidden marks, not too long."""
    stem = name.rsplit(".", 1)[0] if "." in name else name
    plain = _UNSAFE_LETTERS.sub("_", normalize("NFC", stem)).strip(" .")[:80]
    # A name may have 255 bytes, and a letter up to four.
    return plain.encode()[:200].decode("utf-8", "ignore") or "tep"
