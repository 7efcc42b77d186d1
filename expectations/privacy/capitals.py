"""Capitals of names given back to texts typed in small letters, or in capitals throughout.

The rules know a name by its capitals; here a name is known by its words: a family and usual given
names, a given name behind a form of address, initials, or a place that is a namesake. Judges
nothing. May call the lists of words.
"""

import re
from functools import lru_cache
from itertools import takewhile

from expectations.privacy.full_names import (
    ADDRESSES,
    END_OF_NAME,
    PLAIN_ROLES,
    ROLES,
    count_words_of_name,
    list_usual_words,
)
from expectations.privacy.given_names import SEASONS, USUAL_WORDS
from expectations.privacy.letters import fold_letters, stands_before
from expectations.privacy.name_lists import is_namesake, load_family_names
from expectations.privacy.plain_names import RARE_FAMILY
from expectations.privacy.short_names import NOT_SHORT_NAMES

_LONG_WORD = re.compile(r"[^\W\d_]{2,}")
_RARE_BY_MIDDLE = re.compile(rf"(?<!\w){RARE_FAMILY} thi [a-z]+(?: [a-z]+)?(?!\w)")
_WORD = re.compile(r"[^\W\d_]+")
_PHRASE = re.compile(r"[^\W\d_]+(?: {1,2}[^\W\d_]+)+")
_MAX_WORDS = 5
_ADDRESSED = re.compile(
    rf"(?<!\w)(?<!các )(?<!những )(?<!và )(?:{ADDRESSES}) ([^\W\d_]+(?: [^\W\d_]+)?)(?!\w)|"
    rf"(?<!\w)(?:{ROLES})(?: tên)? ([^\W\d_]+(?: [^\W\d_]+)?){END_OF_NAME}"
)
_PLAINLY_ADDRESSED = re.compile(
    rf"(?<!\w)(?<!cau )(?:anh|chi(?! (?:hoi|doan|bo|cuc|nhanh|phi|dao|dinh|thi|tieu)(?!\w))|ong|"
    rf"chau|"
    rf"{PLAIN_ROLES})(?: ten)? ([a-z]{{2,}}){END_OF_NAME}"
)
_USUAL_PAIR = re.compile(
    r"chú (?:ý|thích|trọng|giải)|chu (?:y|thich|trong)|anh hùng|bị can khởi|cụ thể|bác ái|cô lập|"
    r"\w+ (?:gái|trai)|"
    r"(?:nạn nhân|đối tượng|bệnh nhân) (?:bạo|giang|hiện|xâm|mua|bảo|tham|vi|thường|liên|trọng|"
    r"quản|sinh)"
)
_BUSINESS = re.compile(
    r"(?<!\w)(?:quán|cơm|nhậu|chợ|chùa|tiệm|trường|mn|tư thục|shop|salon|spa|nail|karaoke|quan|com|"
    r"cho|chua|tiem|truong)(?: \w+)? $"
)
_LIST = re.compile(
    r"(?:^|[:;(] ?)([^\W\d_]+(?: [^\W\d_]+)?(?:(?:, ?| và | va | - |; ?| \+ ?)"
    r"[^\W\d_]+(?: [^\W\d_]+)?)+)(?!\w)"
)
_INITIALS = re.compile(r"(?<![\w.])(?:[a-zđ](?:[hrg]|ng|gh)?\. ?){1,4}[a-zđ](?![\w@]|\.\w)")
_JOINED_INITIALS = re.compile(
    r"(?<![\w.@/-])[bcdđghklmnpqrstvx]{2,4}"
    r"(?=[ ,(-]{1,3}(?:(?:nữ|nam|nu),? ?)?(?:(?:sn ?)?(?:19[4-9]|20[01])\d|[0-9]\d\)|\d\d ?t|"
    r"[5-9]\d (?:o|ở|to|tổ) ))"
)
_SPACED_INITIALS = re.compile(r"(?<![\w.])[a-zđA-ZĐ](?: [a-zđA-ZĐ]){1,3}(?= ?[(,])")
_FAMILY_BEFORE_INITIALS = re.compile(
    r"(?<!\w)([^\W\d_]{2,7})(?= [A-ZĐ]\.[A-ZĐ]| [A-ZĐ] [A-ZĐ](?!\w))"
)
_LONE_INITIAL = re.compile(
    rf"(?<!\w)(?:{ADDRESSES}|{ROLES}|anh|chi|ong|chau|{PLAIN_ROLES}) "
    r"((?:[bdghlmnpqrstvx]|[ntpkc]h|tr|ng)\.?)(?![\w./])"
)


@lru_cache(maxsize=64)  # a text is judged as a text of any place, then as a note
def restore_capitals(text: str) -> str:
    """Return a text with the names in small letters, or in a text of capitals, capitalised."""
    if text.isupper() and " " in text:
        text = _LONG_WORD.sub(lambda match: match[0].lower(), text)
        text = _RARE_BY_MIDDLE.sub(lambda match: match[0].title(), text)
    for pattern in (_INITIALS, _JOINED_INITIALS, _SPACED_INITIALS):
        text = pattern.sub(lambda match: match[0].upper(), text)
    text = _FAMILY_BEFORE_INITIALS.sub(_capitalise_family, text)
    text = _LONE_INITIAL.sub(_capitalise_initial, text)
    text = _PHRASE.sub(_capitalise_names, text)
    text = _LIST.sub(_capitalise_list, text)
    return (_PLAINLY_ADDRESSED if text.isascii() else _ADDRESSED).sub(_capitalise_addressed, text)


def _capitalise_family(match: re.Match[str]) -> str:
    is_family = match[0].islower() and match[0] in load_family_names()
    return match[0].capitalize() if is_family else match[0]


def _capitalise_initial(match: re.Match[str]) -> str:
    start = match.start(1) - match.start()
    return match[0][:start] + match[1].capitalize()


def _capitalise_names(match: re.Match[str]) -> str:
    """Write the full names and the namesakes of a phrase with capitals."""
    phrase = match[0]
    if phrase.istitle():
        return phrase
    places = [(m.start(), m[0]) for m in _WORD.finditer(phrase)]
    position, pieces, end = 0, [], 0
    while position < len(places):
        parts = [word for _, word in places[position : position + _MAX_WORDS]]
        start = places[position][0]
        count = count_words_of_name(parts, match.string, match.start() + start)
        if count:
            name_end = places[position + count - 1][0] + len(parts[count - 1])
            pieces += [phrase[end:start], phrase[start:name_end].title()]
            end = name_end
        position += max(1, count)
    return "".join((*pieces, phrase[end:]))


def _capitalise_list(match: re.Match[str]) -> str:
    """Write a list of given names with capitals."""
    parts = _WORD.findall(match[1])
    usual_names = list_usual_words(is_plain=match[0].isascii())
    name_parts = [word for word in parts if word not in ("và", "va")]
    if not set(name_parts) <= usual_names or set(map(fold_letters, name_parts)) <= USUAL_WORDS:
        return match[0]
    start = match.start(1) - match.start()
    return match[0][:start] + _WORD.sub(
        lambda m: m[0] if m[0] in ("và", "va") else m[0].capitalize(), match[1]
    )


def _capitalise_addressed(match: re.Match[str]) -> str:
    group = match.lastindex or 1
    usual_names = list_usual_words(is_plain=match[0].isascii())
    given_names = list(takewhile(lambda w: w.islower() and w in usual_names, match[group].split()))
    if not given_names or set(map(fold_letters, given_names)) <= USUAL_WORDS | SEASONS:
        return match[0]
    if stands_before(_BUSINESS, match.string, match.start()) or is_namesake(match[0]):
        return match[0]
    if fold_letters(match[0]).startswith(NOT_SHORT_NAMES) or _USUAL_PAIR.match(match[0]):
        return match[0]
    start, name = match.start(group) - match.start(), " ".join(given_names)
    return match[0][:start] + name.title() + match[0][start + len(name) :]
