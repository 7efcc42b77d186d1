"""Addresses of cells that a message cites, changed for another file: each text cites its own file.

What stands in «quotes» is the sender's text and stays. Texts only; `sender_faults` knows the
cells. May call `language` only.
"""

import re
from collections.abc import Iterator, Mapping

from warehouse.language import choose_text

_ADDRESS = r"(?:(?:'(?:[^']|'')+'!)?[A-Z]{1,3}[1-9]\d{0,6}|\$[\w.\[\]]*[\w\]])"
_CITATION = re.compile(rf"\bô ({_ADDRESS}(?:, {_ADDRESS})*)")
"""How Vietnamese messages cite cells: «ô D12», «ô D12, 'Trang 2'!D14»; English cites the same."""
_QUOTE = re.compile("(«[^»]*»)")
_SENT_FILE_PHRASE = (" của tệp đã gửi", " of the file sent")


def list_cited_addresses(message_vi: str) -> list[str]:
    """List the addresses that a message in Vietnamese cites outside quotes."""
    return [
        address
        for text in _iterate_unquoted(message_vi)
        for citation in _CITATION.findall(text)
        for address in citation.split(", ")
    ]


def _iterate_unquoted(message: str) -> Iterator[str]:
    return (text for text in _QUOTE.split(message) if not text.startswith("«"))


def translate_addresses(
    message: str, cited_addresses: list[str], own_cells: Mapping[str, str], lang: str
) -> str:
    """Replace the cited addresses outside quotes by the cells of another file.

    Args:
        message: the message, in any language.
        cited_addresses: the addresses to replace.
        own_cells: maps an address of the file sent to the cell of the other file; an address
            without such a cell is marked as one of the file sent.
        lang: the language of the message.
    """
    if not cited_addresses:
        return message
    alternatives = "|".join(map(re.escape, sorted(cited_addresses, key=len, reverse=True)))
    pattern = re.compile(rf"(?<![\w.$\]!])(?:{alternatives})(?![\w\[])")

    def replace_address(match: re.Match[str]) -> str:
        address = match[0]
        return own_cells.get(address) or address + choose_text(_SENT_FILE_PHRASE, lang)

    return "".join(
        text if text.startswith("«") else pattern.sub(replace_address, text)
        for text in _QUOTE.split(message)
    )
