"""The kinds of evidence of personal data, and the weights of evidence.

Values only: the other modules of this package find the evidence, and `scan` adds up the weights.
"""

from typing import NamedTuple

DECISIVE, SUPPORTING, WEAK = 10, 6, 4
"""Weights: one decisive piece of evidence is enough; lighter evidence takes two pieces."""


class EvidenceKind(NamedTuple):
    """A kind of evidence, in words other than the text."""

    vi: str
    en: str


CITIZEN_ID = EvidenceKind("số căn cước công dân", "a citizen id")
IDENTITY_CARD = EvidenceKind("số chứng minh nhân dân", "an identity card number")
MOBILE_NUMBER = EvidenceKind("số điện thoại di động", "a mobile number")
PASSPORT_NUMBER = EvidenceKind("số hộ chiếu", "a passport number")
EMAIL_ADDRESS = EvidenceKind("địa chỉ thư điện tử", "an e-mail address")
SOCIAL_PROFILE = EvidenceKind("tài khoản mạng xã hội", "an account on a social network")
BANK_ACCOUNT = EvidenceKind("số tài khoản ngân hàng", "a bank account number")
PERSON_NAME = EvidenceKind("họ tên", "a person's name")
NAME_AND_BIRTH = EvidenceKind("họ tên kèm năm sinh", "a name with a birth year")
BIRTH_YEAR = EvidenceKind("năm sinh của một người", "someone's birth year")
NAME_AND_ADDRESS = EvidenceKind("họ tên kèm địa chỉ", "a name with an address")
HOME_ADDRESS = EvidenceKind("địa chỉ nơi ở", "a home address")
CASE_PERSON = EvidenceKind(
    "họ tên của người được nhắc đến trong vụ việc", "the name of a person concerned"
)
NAME_LIST = EvidenceKind("danh sách họ tên", "a list of names")
INITIALS = EvidenceKind(
    "tên viết tắt kèm tuổi, năm sinh, nơi ở hoặc bệnh", "initials with an age, a place or a disease"
)
INSURANCE_NUMBER = EvidenceKind("số thẻ hoặc sổ bảo hiểm", "an insurance number")
TAX_NUMBER = EvidenceKind("mã số thuế cá nhân", "a person's tax number")
DRIVING_LICENCE = EvidenceKind("số giấy phép lái xe", "a driving licence number")
VEHICLE_PLATE = EvidenceKind("biển số xe", "a vehicle's plate")
UNEXPLAINED_NUMBER = EvidenceKind(
    "một dãy số dài có thể là của một người", "a long number that may be someone's"
)
PERSONAL_HEADING = EvidenceKind(
    "cột hoặc dòng ghi dữ liệu cá nhân", "a column or row for personal data"
)


class Evidence(NamedTuple):
    """A piece of evidence and the weight."""

    kind: EvidenceKind
    weight: int
