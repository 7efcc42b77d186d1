"""The kinds of evidence of personal data, and the weights of evidence.

Values only: `privacy_numbers`, `privacy_online`, `privacy_people`, `privacy_strangers` and
`privacy_headings` find the evidence, and `privacy` adds up the weights.
"""

from typing import NamedTuple

DECISIVE, SUPPORTING, WEAK = 10, 6, 4
"""Weights: one decisive piece of evidence is enough; lighter evidence takes two pieces."""


class Kind(NamedTuple):
    """A kind of evidence, in words other than the text."""

    vi: str
    en: str


CITIZEN_ID = Kind("số căn cước công dân", "a citizen id")
OLD_ID = Kind("số chứng minh nhân dân", "an identity card number")
MOBILE = Kind("số điện thoại di động", "a mobile number")
PASSPORT = Kind("số hộ chiếu", "a passport number")
MAIL = Kind("địa chỉ thư điện tử", "an e-mail address")
PROFILE = Kind("tài khoản mạng xã hội", "an account on a social network")
ACCOUNT = Kind("số tài khoản ngân hàng", "a bank account number")
NAME = Kind("họ tên", "a person's name")
BIRTH = Kind("họ tên kèm năm sinh", "a name with a birth year")
BORN = Kind("năm sinh của một người", "someone's birth year")
ADDRESS = Kind("họ tên kèm địa chỉ", "a name with an address")
DWELLING = Kind("địa chỉ nơi ở", "a home address")
SUBJECT = Kind("họ tên của người được nhắc đến trong vụ việc", "the name of a person concerned")
HEADING = Kind("cột hoặc dòng ghi dữ liệu cá nhân", "a column or row for personal data")


class Evidence(NamedTuple):
    """A piece of evidence and the weight."""

    kind: Kind
    weight: int
