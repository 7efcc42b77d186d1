"""Who sent a mail by its headers: From, envelope sender, and what the mail server verified.

From can be written by anybody. Only the `Authentication-Results` of the receiving mail server
(RFC 8601) count, known by the server's own name; of several, the one on top, the last written.
Pure: bytes in, a statement out. May call warehouse.
"""

import re
from collections.abc import Iterator

from assets.raw.connectors.connector import SenderStatement
from warehouse.catalogue.senders import ADDRESS_PATTERN

_HEADER_END = re.compile(rb"\r?\n\r?\n|\n\r\n")
_FOLDED_LINE = re.compile(r"\r?\n(?=[ \t])")
_MAX_VALUE_LENGTH = 4000
_NAMED_ADDRESS = re.compile(r'\s*(?:"(?:[^"\\]|\\.)*"|[^"<>@,:;()\\]*)\s*<\s*([^<>\s]+)\s*>\s*')
_METHODS = ("spf", "dkim", "dmarc")
_RESULT = re.compile(r"\s*([a-z0-9-]+)(?:/\d+)?\s*=\s*([a-z]+)\b", re.IGNORECASE)
_PROPERTY = re.compile(r'([a-z0-9._-]+)\s*=\s*((?:"[^"]*"|[^\s";])+)', re.IGNORECASE)
"""Any `name=value`, so that nothing inside a quoted value is taken for a property."""


def read_mail_sender(mail: bytes, authserv_id: str | None) -> SenderStatement:
    """Read who sent a mail; `authserv_id` names the server whose results count, if any does."""
    headers = list(_iterate_headers(mail))
    address = _read_single_address([value for name, value in headers if name == "from"])
    envelopes = [value for name, value in headers if name == "return-path"]
    results = _find_own_results(
        [value for name, value in headers if name == "authentication-results"], authserv_id
    )
    return SenderStatement(
        address,
        _read_single_address(envelopes[:1]),
        _summarise_results(results) if results is not None else None,
        _is_authenticated(results, address) if results is not None else None,
    )


def _iterate_headers(mail: bytes) -> Iterator[tuple[str, str]]:
    """Yield name and unfolded value of every header, as written; nothing is decoded."""
    head = _HEADER_END.split(mail, maxsplit=1)[0].decode("latin-1")
    for line in re.split(r"\r?\n", _FOLDED_LINE.sub("", head)):
        name, colon, value = line.partition(":")
        if colon:
            yield name.strip().lower(), value.strip()[:_MAX_VALUE_LENGTH]


def _read_single_address(values: list[str]) -> str | None:
    """Return the address of a header that stands once and holds one; None for all else."""
    if len(values) != 1:
        return None
    match = _NAMED_ADDRESS.fullmatch(values[0])
    address = (match[1] if match else values[0].strip()).lower()
    return address if ADDRESS_PATTERN.fullmatch(address) else None


def _find_own_results(values: list[str], authserv_id: str | None) -> list[str] | None:
    """Return the results of the topmost header that our server wrote; None without one."""
    for value in values:
        identity, *results = _split_results(value)
        if authserv_id and identity.lower().split()[:1] == [authserv_id.lower()]:
            return results
    return None


def _split_results(value: str) -> list[str]:
    """Split a header at its semicolons, without its comments; those in quotes split nothing.

    A sender chooses what stands in quotes and comments; a header that does not end them is one
    piece, and states no result.
    """
    pieces, depth, in_quotes = [""], 0, False
    characters = iter(value)
    for character in characters:
        if character == "\\" and (in_quotes or depth):
            next(characters, "")
        elif in_quotes:
            in_quotes = character != '"'
            pieces[-1] += character
        elif depth or character == "(":
            depth += {"(": 1, ")": -1}.get(character, 0)
        elif character == ";":
            pieces.append("")
        else:
            in_quotes = character == '"'
            pieces[-1] += character
    return pieces[:1] if depth or in_quotes else pieces


def _read_result(result: str) -> tuple[str, str, dict[str, str]]:
    """Return method, outcome and the properties of one result; empty where there is none."""
    match = _RESULT.match(result)
    pairs = [(name.lower(), text.strip('"').lower()) for name, text in _PROPERTY.findall(result)]
    names = [name for name, _ in pairs]
    properties = {name: text for name, text in pairs if names.count(name) == 1}
    return (match[1].lower(), match[2].lower(), properties) if match else ("", "", {})


def _summarise_results(results: list[str]) -> str:
    stated = [(method, outcome) for method, outcome, _ in map(_read_result, results)]
    return " ".join(f"{m}={outcome}" for m, outcome in stated if m in _METHODS)


def _is_authenticated(results: list[str], address: str | None) -> bool:
    """Return whether the server verified that the domain of From sent the mail.

    DMARC decides where the domain has a policy; else DKIM or SPF of exactly this domain does.
    """
    if address is None:
        return False
    domain = address.partition("@")[2]
    read_results = [_read_result(result) for result in results]
    dmarc = [(outcome, p) for method, outcome, p in read_results if method == "dmarc"]
    if any(outcome != "none" for outcome, _ in dmarc):
        return all(
            outcome == "pass" and properties.get("header.from", domain) == domain
            for outcome, properties in dmarc
        )
    verified_domains = {
        properties.get({"dkim": "header.d", "spf": "smtp.mailfrom"}[method], "").rpartition("@")[2]
        for method, outcome, properties in read_results
        if method in {"dkim", "spf"} and outcome == "pass"
    }
    return domain in verified_domains
