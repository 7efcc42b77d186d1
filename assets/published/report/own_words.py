"""The officer's own words for a report: a text file beside the report, section by section.

The file is created once and never written again, so that the words survive every renewal. Knows
nothing of figures. May call the floor below.
"""

import re
from pathlib import Path

from assets.published.office_file import save_office_file

OWN_SECTIONS = ("I", "II", "III", "IV", "V")
_HEADING = re.compile(r"^\[(?P<name>[^\]]*)\]\s*$")
_BLANK_FILE = (
    "# Lời của cán bộ cho báo cáo. Chương trình đọc tệp này mỗi lần làm báo cáo và không bao giờ\n"
    "# ghi đè. Viết dưới tên mỗi phần; mỗi dòng là một đoạn; dòng bắt đầu bằng # bị bỏ qua.\n"
    "# The officer's own words: read at each renewal, never overwritten. A line is a paragraph.\n"
    + "".join(f"\n[{name}]\n" for name in OWN_SECTIONS)
)


class OwnWordsError(ValueError):
    """The file of own words has an unknown section; the message names file and line."""


def read_own_words(path: Path) -> dict[str, list[str]]:
    """Read the paragraphs of each section; a missing file is created, with nothing to say.

    Raises:
        OwnWordsError: a heading is no section of the report, or a line stands above the first.
    """
    if not path.exists():
        save_office_file(path, _BLANK_FILE.encode())
    paragraphs: dict[str, list[str]] = {name: [] for name in OWN_SECTIONS}
    section = ""
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), start=1):
        text = line.strip()
        heading = _HEADING.match(text)
        if heading:
            section = heading["name"].strip()
        if (heading and section not in paragraphs) or (text[:1] not in ("", "#") and not section):
            raise OwnWordsError(
                f"{path}:{number}: «{text}» không thuộc phần nào; các phần / is in no section; "
                f"there are: {', '.join(f'[{name}]' for name in OWN_SECTIONS)}"
            )
        if text and not heading and not text.startswith("#"):
            paragraphs[section].append(text)
    return paragraphs
