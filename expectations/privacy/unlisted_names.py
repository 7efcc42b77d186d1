"""Personal data of persons with an unlisted name: «K'Brêu, sinh 1990», and of initials.

Rules only: capitalised words right before a birth year or an age.
The texts are cleaned before (`scan.clean_string`). May call warehouse.
"""

import re
from collections.abc import Iterator

from expectations.privacy.evidence import (
    DECISIVE,
    INITIALS,
    NAME_AND_BIRTH,
    Evidence,
)
from expectations.privacy.initials import has_initials_of_someone
from expectations.privacy.letters import CAPITAL

_CAPITALISED_WORD = rf"{CAPITAL}(?:['’]?[^\W\d_]+)?"
_STRANGER_BIRTH = (
    r"(?:sinh(?: ngày| năm| ngay| nam)?|s\.?n\.?|n\.?s\.?|born(?: in)?)\s*:?\s*"
    r"(?:\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*)?(?:19[2-9]\d|20[0-2]\d)(?!\d|\s*-\s*\d)"
)
_STRANGER_AGE = r"[1-9]\d\s*(?:tuổi|tuoi)(?!\w|\s*(?:trở|đến|tro|den)\b)"
_NAME_SEPARATOR = r"[\s,;:(-]{1,4}"
_STRANGER_NAME = re.compile(
    rf"(?<!\w)(?:{_CAPITALISED_WORD}(?:[ ]{{1,3}}{_CAPITALISED_WORD}\.?){{1,4}}|{CAPITAL}"
    rf"['’]\w+)"
    rf"{_NAME_SEPARATOR}(?:(?i:{_STRANGER_BIRTH})|(?i:{_STRANGER_AGE}))"
)
_GROUP_OF_PEOPLE = re.compile(
    r"(?i:thanh niên|học sinh|sinh viên|hội viên|đoàn viên|phụ nữ|người|đối tượng|lao động|nhóm|"
    r"nam|nữ|công dân|trẻ em|số)[\s,;:(-]{1,4}(?:sinh|\d)"
)
# A name in small letters, whatever its spelling: «ngtuen van hai sn1988».
_SMALL_NAME_AND_BIRTH = re.compile(
    r"(?<!\w)[a-z]{2,7} (?:van|thi|v\.|t\.) [a-z]{2,7}(?: [a-z]{2,7})?[\s,(-]{0,3}(?:sn|s\.n|"
    r"sinh)\D{0,8}(?:19|20)\d\d"
)


def find_stranger_evidence(text: str, folded_text: str) -> Iterator[Evidence]:
    """Yield evidence about a person with a foreign name, or with initials only."""
    if has_initials_of_someone(text, folded_text):
        yield Evidence(INITIALS, DECISIVE)
    if _SMALL_NAME_AND_BIRTH.search(folded_text):
        yield Evidence(NAME_AND_BIRTH, DECISIVE)
    if text.isupper():  # in a text of capitals, a capital marks no name
        return
    match = _STRANGER_NAME.search(text)
    if match and not _GROUP_OF_PEOPLE.search(match[0]):
        yield Evidence(NAME_AND_BIRTH, DECISIVE)
