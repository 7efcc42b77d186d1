"""Numbers of a person's papers and of vehicles: insurance, tax, driving licence, passport, plates.

Rules only. The texts are folded before (`letters.fold_letters`). May call warehouse.
"""

import re
from collections.abc import Iterator

from expectations.privacy.amounts import is_amount
from expectations.privacy.digits import write_spoken_digits
from expectations.privacy.evidence import (
    DECISIVE,
    DRIVING_LICENCE,
    INSURANCE_NUMBER,
    PASSPORT_NUMBER,
    TAX_NUMBER,
    VEHICLE_PLATE,
    Evidence,
)
from expectations.privacy.letters import stands_before

_GAP = r"[ .\-]?"
# Quyết định 1351/QĐ-BHXH: two letters, a digit of benefit, the province, ten digits.
_HEALTH_CARD = re.compile(
    r"(?<!\w)(?:b[ht]|c[abchknost]|d[kntx]|g[bdv]|h[cdgnstx]|k[c]|l[s]|m[s]|n[dno]|p[v]|q[n]|s[v]|"
    rf"t[abceknqy]|x[bdknv]|y[t]){_GAP}[1-5]{_GAP}\d\d{_GAP}\d(?:{_GAP}\d){{9}}(?!\d)"
)
_INSURANCE = re.compile(
    r"(?:bhyt|bhxh|(?:so|the|ma) (?:bao hiem|bh)|bao hiem y te|bao hiem xa hoi|"
    r"bhtn)(?!\w)[^\n]{0,30}?(?:[a-z]{2}\W{0,2})?"
    rf"(?<!\d)(\d(?:{_GAP}\d){{7,14}})(?!\d)"
)
_DOTTED_INSURANCE = re.compile(
    r"(?<!\w)(?:ma|the|so)(?: so)? (?:bhyt|bhxh)\W{1,3}\d(?:\.\d{3}){3}(?![.\d]| ?(?:d|dong|"
    r"vnd)(?!\w))"
)
_NUMBER_BEFORE_INSURANCE = re.compile(
    rf"(?<!\w)(?:the|so) \d(?:{_GAP}\d){{9,14}}\W{{1,3}}(?:bhyt|bhxh)(?!\w)"
)
_LICENCE = re.compile(
    r"(?<!\w)(?:gplx|giay phep lai xe|bang lai(?: xe)?|blx|"
    r"giay phep lx)(?!\w)(?:(?: hang)? [a-f]\d?)?[^\d\n]{0,25}"
    rf"(?:\d(?:{_GAP}\d){{7,12}}|(?<![a-z])[a-z]{{1,2}} ?\d(?:{_GAP}\d){{5,7}})(?!\d)"
)
_PASSPORT = re.compile(
    rf"(?:ho chieu|passport|(?<!\w)hc)(?!\w)[^\d\n]{{0,40}}?[a-z]? ?\d(?:{_GAP}\d){{6,8}}(?!\d)|"
    rf"(?<!\w)(?:pp|visa|thi thuc)(?!\w)[^\d\n]{{0,25}}?(?<![a-z])[a-z] ?"
    rf"\d(?:{_GAP}\d){{6,8}}(?!\d)"
)
_TAX = re.compile(
    rf"(?<!\w)(?:mst|ma so thue|ma thue)(?!\w)([^\n]{{0,60}}?)(?<!\d)(\d(?:{_GAP}\d){{9}})(?!\d)"
)
_HINT = re.compile(r"\d[ .\-]{0,3}\d|(?<!\w)bien (?:so )?[a-z]")
_TAX_OWNER = re.compile(r"ca nhan|(?<!\w)(?:ong|ba|anh|chi|nguoi|ho|co|chu)(?!\w)")
_COMPANY = re.compile(
    r"cong ty|doanh nghiep|tnhh|co phan|hop tac xa|htx|dntn|chi nhanh|ubnd|truong|benh vien|kbnn|"
    r"to chuc|co quan"
)
_PLATE = re.compile(  # however its digits are set apart: «36 B5 - 90 3 17»
    r"(?<![\w/])(?<!\d\.)(?:[1-9]\d[\s\-./,]{0,3}[a-z]{1,2}(?:[ ,]{0,2}[1-9])?[\s\-./,)]{0,4}"
    r"\d(?:[ ./]{0,3}\d){3,4}|\d[a-z]{2}[ -]\d{4})(?![\w/]|[.,]\d)"
)
_FULL_PLATE = re.compile(
    r"(?<![\w/.])(?:1[1-9]|[2-9]\d)[ -]?[a-hk-nps-vx-z](?:[1-9]|[a-hk-nps-vx-z])?(?:[ -]{1,3}|"
    r"(?<=\d)|(?<=[a-z])|\.)"
    r"(?:\d{3}[.\- ]\d\d|\d{5})(?![\w/]|[.,]\d)"
)
_PLATE_WORDS = re.compile(
    r"(?<!\w)(?:bien so|bien kiem soat|bks|bsx|bs|bien|xe|o to|oto|mo to|xe may|taxi|moto|"
    r"wave|sh|vision|dream|exciter|ex|camry|innova|air ?blade|sirius|vios|ro ?mooc|container|"
    r"ba gac)(?!\w)"
)
_NOT_A_PLATE = re.compile(r"(?<!\w)(?:lop|mau|bieu|khoan|dieu|phu luc|(?<!bien )so)\s*$")
_PUBLIC_VEHICLE = re.compile(
    r"xe cong(?: vu)?(?!\w)|xe co quan|xe cuu thuong|xe cuu hoa|xe chuyen dung"
)


def find_paper_evidence(folded_text: str) -> Iterator[Evidence]:
    """Yield evidence from the numbers of papers and vehicles in a folded text."""
    if not _HINT.search(folded_text):
        return
    if (
        _HEALTH_CARD.search(folded_text)
        or _NUMBER_BEFORE_INSURANCE.search(folded_text)
        or any(not is_amount(folded_text, match) for match in _INSURANCE.finditer(folded_text))
        or _DOTTED_INSURANCE.search(folded_text)
    ):
        yield Evidence(INSURANCE_NUMBER, DECISIVE)
    if _LICENCE.search(folded_text):
        yield Evidence(DRIVING_LICENCE, DECISIVE)
    if _PASSPORT.search(folded_text):
        yield Evidence(PASSPORT_NUMBER, DECISIVE)
    if any(_is_of_person(folded_text, match) for match in _TAX.finditer(folded_text)):
        yield Evidence(TAX_NUMBER, DECISIVE)
    if _has_plate(folded_text):
        yield Evidence(VEHICLE_PLATE, DECISIVE)


def _is_of_person(folded_text: str, match: re.Match[str]) -> bool:
    """Return whether a tax number is a person's: an 8 opens it, or an owner is named."""
    if _COMPANY.search(folded_text):
        return False
    return match[2][0] == "8" or bool(_TAX_OWNER.search(folded_text))


def _has_plate(folded_text: str) -> bool:
    if _PUBLIC_VEHICLE.search(folded_text):
        return False
    matches = [*_FULL_PLATE.finditer(folded_text)]
    if _PLATE_WORDS.search(folded_text):
        spoken_text = write_spoken_digits(folded_text)
        matches += [*_PLATE.finditer(folded_text), *_PLATE.finditer(spoken_text)]
    return any(not stands_before(_NOT_A_PLATE, m.string, m.start()) for m in matches)
