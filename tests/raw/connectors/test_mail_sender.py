"""Who sent a mail: what the headers say, and what a forger can write into them."""

import pytest

from assets.raw.connectors.connector import SenderStatement
from assets.raw.connectors.mail_sender import read_mail_sender

OWN = "Authentication-Results: mx.example"


def sender(*headers, authserv_id="mx.example"):
    return read_mail_sender(
        "\r\n".join([*headers, "", "From: body@x.example"]).encode(), authserv_id
    )


def is_authenticated(results, address="baocao@ca.example"):
    return sender(f"{OWN}{results}", f"From: {address}").is_authenticated


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("baocao@ca.example", "baocao@ca.example"),
        ("Báo cáo <BaoCao@CA.example>", "baocao@ca.example"),
        ('"Công an, quận" <baocao@ca.example>', "baocao@ca.example"),
        ("=?UTF-8?B?Q8O0bmcgYW4=?=\r\n <baocao@ca.example>", "baocao@ca.example"),
        ('"baocao@ca.example" <la@khac.example>', "la@khac.example"),
        ("baocao@ca.example <la@khac.example>", None),
        ("baocao@ca.example, la@khac.example", None),
        ("(baocao@ca.example) la@khac.example", None),
        ("Nhóm: baocao@ca.example;", None),
        ("<baocao@ca.example> <la@khac.example>", None),
        ("baocao@ca.example\0", None),
        ("bảocáo@ca.example", None),
        ("", None),
    ],
)
def test_only_one_clear_address_counts(value, address):
    assert sender(f"From: {value}").address == address


def test_two_from_headers_name_nobody():
    assert sender("From: baocao@ca.example", "From: la@khac.example").address is None


def test_without_headers_nothing_is_stated():
    assert sender("Subject: x") == SenderStatement()
    assert read_mail_sender(b"", None) == SenderStatement()


def test_the_envelope_is_the_topmost_return_path():
    headers = ("Return-Path: <bounce@ca.example>", "Return-Path: <other@x.example>")
    assert sender(*headers).envelope_sender == "bounce@ca.example"
    assert sender("Return-Path: <>").envelope_sender is None


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        ("; dmarc=pass header.from=ca.example", True),
        (
            " 1; spf=pass smtp.mailfrom=x@o.example; dmarc=pass (p=none) header.from=ca.example",
            True,
        ),
        ("; DKIM=pass header.d=ca.example; dmarc=none", True),
        ("; spf=pass smtp.mailfrom=bounce@ca.example", True),
        ("; spf=pass smtp.mailfrom=ca.example", True),
        ("; dkim=pass header.d=khac.example; spf=pass smtp.mailfrom=la@khac.example", False),
        ("; dkim=pass header.d=ca.example; dmarc=fail header.from=ca.example", False),
        ("; dmarc=pass header.from=khac.example", False),
        ("; dmarc=temperror", False),
        ("; spf=softfail smtp.mailfrom=x@ca.example; dkim=none", False),
        ("; none", False),
        # What a sender can choose, in quotes and comments, states nothing.
        ('; spf=fail smtp.mailfrom="x; dmarc=pass header.from=ca.example"@khac.example', False),
        (
            "; spf=fail (x\\); dmarc=pass header.from=ca.example) smtp.mailfrom=x@khac.example",
            False,
        ),
        ("; spf=fail (x; dmarc=pass header.from=ca.example", False),
        ('; dkim=pass header.i="@x header.d=ca.example" header.d=khac.example', False),
        ('; dkim=pass reason="header.d=ca.example"', False),
        ('; spf=pass smtp.mailfrom="x@ca.example"@khac.example', False),
        ("; dkim=pass header.d=khac.example header.d=ca.example", False),
    ],
)
def test_the_servers_results_decide(results, expected):
    assert is_authenticated(results) is expected


def test_results_are_kept_in_short():
    stated = sender(f"{OWN}; spf=pass smtp.mailfrom=a@ca.example; dkim=fail; arc=pass; dmarc=pass")
    assert stated.authentication == "spf=pass dkim=fail dmarc=pass"


@pytest.mark.parametrize("identity", ["other.example", "mx.example.evil", "", "x mx.example"])
def test_only_the_own_server_is_believed(identity):
    stated = sender(f"Authentication-Results: {identity}; dmarc=pass", "From: baocao@ca.example")
    assert (stated.authentication, stated.is_authenticated) == (None, None)


def test_of_several_results_of_the_own_server_the_last_written_counts():
    forged = f"{OWN}; dmarc=pass header.from=ca.example"
    stated = sender(f"{OWN}; dmarc=fail", "Received: by mx", forged, "From: baocao@ca.example")
    assert stated.is_authenticated is False


def test_without_a_stated_server_nothing_is_verified():
    headers = (f"{OWN}; dmarc=pass header.from=ca.example", "From: baocao@ca.example")
    assert sender(*headers, authserv_id=None).is_authenticated is None
