"""Personal data of persons with an unlisted name: «K'Brêu, sinh 1990», «N.T.H. (27 tuổi)».

Rules only: capitalised words, or initials, right before a birth year or an age; and passports.
The texts are cleaned before (`privacy.cleaned`). May call warehouse.
"""

import re
from collections.abc import Iterator

from expectations.privacy_signs import BIRTH, DECISIVE, PASSPORT, SUPPORTING, Evidence

_CAPITAL = "".join(
    chr(code)
    for code in (*range(0x41, 0x5B), *range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA))
    if chr(code).isupper()
)
_WORD = rf"[{_CAPITAL}](?:['’]?[^\W\d_]+)?"
_BIRTH = (
    r"(?:sinh(?: ngày| năm| ngay| nam)?|s\.?n\.?|n\.?s\.?|born(?: in)?)\s*:?\s*"
    r"(?:\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*)?(?:19[2-9]\d|20[0-2]\d)(?!\d|\s*-\s*\d)"
)
_AGE = r"[1-9]\d\s*(?:tuổi|tuoi)(?!\w|\s*(?:trở|đến|tro|den)\b)"
_NEXT = r"[\s,;:(-]{1,4}"
_STRANGER = re.compile(
    rf"(?<!\w)(?:{_WORD}(?:[ ]{{1,3}}{_WORD}\.?){{1,4}}|[{_CAPITAL}]['’]\w+)"
    rf"{_NEXT}(?:(?i:{_BIRTH})|(?i:{_AGE}))"
)
_INITIALS = re.compile(rf"(?<!\w)(?:[{_CAPITAL}]\.\s?){{1,4}}[{_CAPITAL}]?\.?{_NEXT}(?i:{_AGE})")
_NO_PERSON = re.compile(
    r"(?i:thanh niên|học sinh|sinh viên|hội viên|đoàn viên|phụ nữ|người|đối tượng|lao động|nhóm|"
    r"nam|nữ|công dân|trẻ em|số)[\s,;:(-]{1,4}(?:sinh|\d)"
)
_PASSPORT = re.compile(r"(?:hộ chiếu|ho chieu|passport)[^\d\n]{0,20}?[a-z]?\d{7,9}(?!\d)")


def strangers(text: str, low: str) -> Iterator[Evidence]:
    """Yield evidence about a person with a foreign name, or with initials only."""
    if _PASSPORT.search(low):
        yield Evidence(PASSPORT, DECISIVE)
    if text.isupper():  # in a text of capitals, a capital marks no name
        return
    found = _STRANGER.search(text)
    if found and not _NO_PERSON.search(found[0]):
        yield Evidence(BIRTH, DECISIVE)
    elif _INITIALS.search(text):  # initials protect the person, unless the text says more
        yield Evidence(BIRTH, SUPPORTING)
