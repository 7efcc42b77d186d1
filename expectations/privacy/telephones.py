"""Mobile numbers, however they are written: in any groups, without the zero, in words.

Rules only. A number that begins with a zero is no amount; one without the zero counts only if
nothing speaks of money. The texts are folded before (`letters.fold_letters`). May call warehouse.
"""

import re

from expectations.privacy.digits import DIGIT_WORD, DIGITS_BY_WORD, write_spoken_digits

_GAP = r"[ .\-_/()x*']{0,3}"
_PREFIX = rf"(?:3{_GAP}[2-9]|5{_GAP}[25689]|7{_GAP}[06-9]|8{_GAP}[1-9]|9{_GAP}\d)"
_BEFORE = r"(?<![\w.,/])(?<!\d-)"
_AFTER = r"(?!\d|[.,-]\d|/[1-9]|\w)"
_WITH_ZERO = re.compile(rf"{_BEFORE}\(?0(?:[ .\-/*']|\) ?)?{_PREFIX}(?:[,]?{_GAP}\d){{7}}{_AFTER}")
_WITH_COMMAS = re.compile(r"(?<![\d.,])0([.,])\d{3}\1\d{3}\1\d{3}(?![\d.,]\d)")
"""An amount has no zero in front: «0,918,552,307»."""
_WITH_COUNTRY = re.compile(
    rf"(?:(?<!\d)\(?\+{_GAP}84\)?|\(84\)|"
    rf"(?<!\d)0084){_GAP}(?:0{_GAP})?{_PREFIX}(?:{_GAP}\d){{7}}(?!\d)"
)
_WITHOUT_ZERO = re.compile(
    rf"{_BEFORE}(?<![\"'=>:])(?:84{_PREFIX}\d{{7}}|84[ -]{_PREFIX}(?:[ -]?\d){{7}}|"
    rf"{_PREFIX}\d{{7}}){_AFTER}"
)
_ZERO_LOST = re.compile(r"(?:mat|thieu|quen|rung)(?: mat)?(?: chu)? so 0")
_WITHOUT_ZERO_IN_GROUPS = re.compile(rf"(?<!\d){_PREFIX}(?:{_GAP}\d){{7}}(?!\d)")
_LABELLED = re.compile(
    r"(?<![a-z])(?:dt|sdt|so dt|tel|phone|mobile|dien thoai|di dong|zalo|so may|so goi|hotline|lh|"
    rf"lien he|goi)(?![a-z])[^\d\n]{{0,30}}(?:84{_GAP}|0{_GAP})?{_PREFIX}(?:{_GAP}\d){{7}}(?!\d)"
)
_OLD_NUMBER = re.compile(rf"{_BEFORE}01[2689]\d(?:{_GAP}\d){{7}}{_AFTER}")
_PERSON = (
    r"(?:bn|benh nhan|nan nhan|doi tuong|nguoi (?:bao tin|nha|than|yeu|quen|to giac|lam chung)|"
    r"ng bao tin|"
    r"nhan chung|hoi vien|phu huynh|gia dinh|chu tro|khach|chi|anh|ong|ba|chau|em|me|bo|vo|chong|"
    r"co|chu|bac)"
)
# The words right before, or the owner right behind, that make nine digits or a landline a person's.
_ANNOUNCED_NUMBER = (
    r"(?:(?:doi|cho|dung|theo|lay|xin|nho|bam|goi|nhan|nt) (?:qua |vao |den |lai )?(?:so|may|sim)|"
    rf"so (?:moi |cu |may |cua )*{_PERSON}(?: [a-z]+)?|truc may|de lai|nhan (?:tin )?(?:qua|vao)|"
    rf"goi (?:qua|vao|den|lai)|sim|(?<!\w){_PERSON}(?: [a-z]+)?(?=\s?:))[\s:.,(-]{{1,4}}"
)
_NINE_DIGITS = rf"(?<![\w.,/-])(?:84{_GAP})?{_PREFIX}(?:{_GAP}\d){{7}}(?!\w|[.,/-]\d)"
_HOME = (
    r"(?:bn|benh nhan|nan nhan|doi tuong|nguoi (?:bao tin|nha|than|to giac|lam chung)|phu huynh|"
    r"gia dinh|me|bo|vo|chong|chau|nha (?:rieng|ba|ong|me|bo|chi|anh|chau|em)(?: [a-z]+){0,2})"
)
_LANDLINE = rf"(?<![\w.,/-])(?:\+84{_GAP}2|\(?02)\d{{1,2}}\)?(?:{_GAP}\d){{7,8}}(?!\w|[.,/-]\d)"
_LANDLINE_HINT = re.compile(r"02|\+84")
_NUMBER_OF_SOMEONE = re.compile(
    rf"(?<!\w){_ANNOUNCED_NUMBER}{_NINE_DIGITS}|"
    rf"{_NINE_DIGITS}\W{{0,2}}(?:\(|[-:=] ?)(?:so |may )?(?:cua )?{_PERSON}(?!\w)|"
    rf"(?<!\w){_HOME}(?: [a-z]+)?\W{{1,3}}{_LANDLINE}|"
    rf"{_LANDLINE}\W{{0,3}}(?:cua |gap )?(?:{_HOME}|con (?:gai|trai))(?!\w)|"
    rf"(?<!\w){_HOME}(?!\w)[^\n;.\d]{{0,40}}?(?:dt|dien thoai|may) ban\W{{1,3}}{_LANDLINE}"
)
_LOOSE_NUMBER = re.compile(_NINE_DIGITS)
_PERSON_NEAR = re.compile(rf"(?<!\w){_PERSON}(?!\w)")
_AMOUNT_NEAR = re.compile(
    r"(?<!\w)(?:dong|vnd|trieu|nghin|ngan|ty|kinh phi|von|du no|vay|ho tro|ngan sach|phat|tri gia|"
    r"doanh thu|du toan|quyet toan|giai ngan|tong|so luong|usd|nop|thu|chi tieu|quy)(?!\w)"
)
_DIGIT_WORD = rf"(?<!\w){DIGIT_WORD}(?!\w)[ ,.-]{{0,2}}"
_DIGIT_WORDS = re.compile(rf"(?:{_DIGIT_WORD}){{9,11}}")
_MIXED_DIGITS = re.compile(rf"(?:(?<!\w)(?:kh0ng|{DIGIT_WORD}|\d)(?!\w)[ ,.-]{{1,2}}){{9}}")
"""Words and digits in turn: «không chín 4 hai 6 …»."""
_TWO_DIGIT_WORDS = re.compile(rf"(?:{_DIGIT_WORD}){{2,}}")
_HINT = re.compile(r"\d[^\n]{0,4}\d")
_DATE = re.compile(r"\(?[0-3]?\d[ .\-/][01]?\d[ .\-/](?:19|20)\d\d(?!\d)")
_THOUSANDS = re.compile(r"\d{1,3}(?:([ .,])\d{3})(?:\1\d{3})*")
_LETTER_FOR_DIGIT = re.compile(
    r"(?<![a-z])[ol](?=[\d.][\d. oli]{6})|(?<=\d)[oli](?=[\d. ]*\d\d)|(?<=\d\d)[ol](?!\w)|"
    r"(?<=\d )[ol](?=\d)"
)
_LETTER_DIGITS = {"o": "0", "l": "1", "i": "1"}
_MONEY_WORDS = re.compile(
    r"(?<!\w)(?:dong|d|vnd|trieu|nghin|ngan|ty|tien|kinh phi|von|du no|ngan sach|chi|thu|phat|"
    r"tri gia|"
    r"doanh thu|du toan|quyet toan|giai ngan|tong|so luong|cong|chiec|cai|usd)(?!\w)"
)
# What stands before a number and makes it the number of a business, a file or a lot.
_REGISTRATION_LABEL = re.compile(
    r"(?:mst|ma so thue|ma so doanh nghiep|ma ho so|so ho so|ma so ho|so gcn|ma qr|barcode|"
    r"giay phep|"
    r"gpkd|dkkd|isbn|lot|seri|serial|ma so|hop dong|bien lai)\W*(?:so)?\W*$"
)


def has_mobile_number(folded_text: str, row_texts: tuple[str, ...] = ()) -> bool:
    """Return whether a folded text holds a mobile number; the row may speak of money."""
    if not any(p.search(folded_text) for p in (_HINT, _TWO_DIGIT_WORDS, _MIXED_DIGITS)):
        return False
    text = _LETTER_FOR_DIGIT.sub(lambda match: _LETTER_DIGITS[match[0]], folded_text)
    if _ZERO_LOST.search(text) and _WITHOUT_ZERO_IN_GROUPS.search(text):
        return True
    if (
        _WITH_COMMAS.search(text)
        or _WITH_COUNTRY.search(text)
        or _DIGIT_WORDS.search(text)
        or _has_number_of_someone(text)
    ):
        return True
    if _MIXED_DIGITS.search(text) and _WITH_ZERO.search(write_spoken_digits(text)):
        return True
    if _TWO_DIGIT_WORDS.search(text):
        text = _TWO_DIGIT_WORDS.sub(_write_digits, text)
    sure_matches = [
        *_WITH_ZERO.finditer(text),
        *_LABELLED.finditer(text),
        *_OLD_NUMBER.finditer(text),
    ]
    if any(
        not is_registration_number(text, match) and not _is_date(match) for match in sure_matches
    ):
        return True
    return any(
        is_no_amount(match[0], (text, *row_texts)) and not is_registration_number(text, match)
        for match in _WITHOUT_ZERO.finditer(text)
    )


def _write_digits(match: re.Match[str]) -> str:
    return "".join(DIGITS_BY_WORD.get(word, " ") for word in re.split(r"\W+", match[0]))


def _has_number_of_someone(folded_text: str) -> bool:
    """Return whether nine digits, or a landline, are said to be a person's.

    Groups of three are amounts too, unless the words right before or behind say whose they are.
    """
    if not _LOOSE_NUMBER.search(folded_text) and not _LANDLINE_HINT.search(folded_text):
        return False
    if _AMOUNT_NEAR.search(folded_text):
        return False
    if _NUMBER_OF_SOMEONE.search(folded_text):
        return True
    return bool(_PERSON_NEAR.search(folded_text)) and any(
        not match[0].isdecimal() and not _THOUSANDS.fullmatch(match[0])
        for match in _LOOSE_NUMBER.finditer(folded_text)
    )


def is_no_amount(number: str, texts: tuple[str, ...]) -> bool:
    """Return whether a number without its zero is no amount: not round, and no word of money."""
    is_round = number.endswith("000") or (_THOUSANDS.fullmatch(number) and number[:3] != "84 ")
    return not is_round and not any(map(_MONEY_WORDS.search, texts))


def is_registration_number(folded_text: str, match: re.Match[str]) -> bool:
    """Return whether the words before a number mark a business, a file or a licence."""
    words_before = folded_text[max(0, match.start() - 40) : match.start()]
    return bool(_REGISTRATION_LABEL.search(words_before))


def _is_date(match: re.Match[str]) -> bool:
    return bool(_DATE.match(match[0]))
