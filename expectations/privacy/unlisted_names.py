"""Personal data of persons with an unlisted name: «K'Brêu, sinh 1990», «N.T.H. (27 tuổi)».

Rules only: capitalised words, or initials, right before a birth year or an age; and passports.
The texts are cleaned before (`scan.clean_string`). May call warehouse.
"""

import re
from collections.abc import Iterator

from expectations.privacy.evidence import (
    DECISIVE,
    NAME_AND_BIRTH,
    PASSPORT_NUMBER,
    SUPPORTING,
    Evidence,
)

_CAPITAL_LETTERS = "".join(
    chr(code)
    for code in (*range(0x41, 0x5B), *range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA))
    if chr(code).isupper()
)
_CAPITALISED_WORD = rf"[{_CAPITAL_LETTERS}](?:['’]?[^\W\d_]+)?"
_STRANGER_BIRTH = (
    r"(?:sinh(?: ngày| năm| ngay| nam)?|s\.?n\.?|n\.?s\.?|born(?: in)?)\s*:?\s*"
    r"(?:\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*)?(?:19[2-9]\d|20[0-2]\d)(?!\d|\s*-\s*\d)"
)
_STRANGER_AGE = r"[1-9]\d\s*(?:tuổi|tuoi)(?!\w|\s*(?:trở|đến|tro|den)\b)"
_NAME_SEPARATOR = r"[\s,;:(-]{1,4}"
_STRANGER_NAME = re.compile(
    rf"(?<!\w)(?:{_CAPITALISED_WORD}(?:[ ]{{1,3}}{_CAPITALISED_WORD}\.?){{1,4}}|[{_CAPITAL_LETTERS}"
    rf"]['’]\w+)"
    rf"{_NAME_SEPARATOR}(?:(?i:{_STRANGER_BIRTH})|(?i:{_STRANGER_AGE}))"
)
_INITIALS_WITH_AGE = re.compile(
    rf"(?<!\w)(?:[{_CAPITAL_LETTERS}]\.\s?){{1,4}}[{_CAPITAL_LETTERS}]?\.?{_NAME_SEPARATOR}(?i:{_STRANGER_AGE})"
)
_GROUP_OF_PEOPLE = re.compile(
    r"(?i:thanh niên|học sinh|sinh viên|hội viên|đoàn viên|phụ nữ|người|đối tượng|lao động|nhóm|"
    r"nam|nữ|công dân|trẻ em|số)[\s,;:(-]{1,4}(?:sinh|\d)"
)
_PASSPORT_PATTERN = re.compile(r"(?:hộ chiếu|ho chieu|passport)[^\d\n]{0,20}?[a-z]?\d{7,9}(?!\d)")


def find_stranger_evidence(text: str, lower_text: str) -> Iterator[Evidence]:
    """Yield evidence about a person with a foreign name, or with initials only."""
    if _PASSPORT_PATTERN.search(lower_text):
        yield Evidence(PASSPORT_NUMBER, DECISIVE)
    if text.isupper():  # in a text of capitals, a capital marks no name
        return
    match = _STRANGER_NAME.search(text)
    if match and not _GROUP_OF_PEOPLE.search(match[0]):
        yield Evidence(NAME_AND_BIRTH, DECISIVE)
    elif _INITIALS_WITH_AGE.search(text):  # initials protect the person, unless the text says more
        yield Evidence(NAME_AND_BIRTH, SUPPORTING)
