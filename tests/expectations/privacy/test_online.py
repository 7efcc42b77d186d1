"""Mail addresses and profiles of persons; those of offices are known by domain or name."""

import pytest

from expectations.privacy.evidence import EMAIL_ADDRESS, SOCIAL_PROFILE
from expectations.privacy.letters import fold_letters
from expectations.privacy.online import find_online_evidence


def find_kinds(text):
    return [p.kind for p in find_online_evidence(text, text.lower(), fold_letters(text))]


@pytest.mark.parametrize(
    "text",
    [
        "lan85@gmail.com",
        "Lan85@Example.VN",
        "lan85 (at) gmail (dot) com",
        "lan85[at]example[dot]vn",
        "lan85 a còng gmail",
        "lan.85 at yahoo",
        "lan85 gmail chấm com",
        "gửi ubnd@haiphong.gov.vn và lan85@gmail.com",
    ],
)
def test_a_mail_address_of_a_person(text):
    assert find_kinds(text) == [EMAIL_ADDRESS]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ubnd@haiphong.gov.vn",
        "thcs@hungdao.edu.vn",
        "hoi@phunu.org.vn",
        "ubndphuong (at) gmail",
        "a@b",
        "giá 5 @ 10",
    ],
)
def test_a_mail_address_of_an_office(text):
    assert find_kinds(text) == []


@pytest.mark.parametrize("domain", ["gov.vn.example.com", "notgov.vn", "gov.com"])
def test_a_domain_is_official_by_its_end_only(domain):
    assert find_kinds(f"lan85@{domain}") == [EMAIL_ADDRESS]


@pytest.mark.parametrize(
    ("text", "is_profile"),
    [
        ("facebook.com/lan.85", True),
        ("https://m.facebook.com/lan.85", True),
        ("fb.com/ubndphuong", False),
        ("youtube.com/watch?v=12345", False),
        ("facebook.com/groups/12345", False),
        ("tiktok: @lan85", True),
        ("zalo lan_85", True),
        ("zalo 0", False),
        ("zalo nhóm tổ dân phố", False),
        ("nick Lan Anh", True),
        ("Zalo Hội Phụ nữ", False),
        ("FB Công an", False),
        ("Facebook", False),
    ],
)
def test_a_profile_of_a_person_and_of_an_office(text, is_profile):
    assert find_kinds(text) == ([SOCIAL_PROFILE] if is_profile else [])


def test_a_text_may_hold_both():
    assert find_kinds("lan85@gmail.com, fb.com/lan.85") == [EMAIL_ADDRESS, SOCIAL_PROFILE]
    assert find_kinds("ubnd@haiphong.gov.vn, fb.com/lan.85") == [SOCIAL_PROFILE]
