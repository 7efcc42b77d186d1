"""The entry of a key in a table of the code, and a clear error for an entry that is missing.

A new code, phrase or column has places in more than one file; the error names the file and the
remedy. No table of entries is here. May import no house module.
"""

from collections.abc import Hashable, Mapping
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class MissingEntryError(LookupError):
    """A key without an entry; the message names the file and what to add there."""

    def __init__(self, key: object, place: str) -> None:
        super().__init__(
            f"«{key}» chưa có trong {place}: thêm một mục ở đó / «{key}» is not in {place}: add an "
            "entry there"
        )


def find_entry(entries: Mapping[Key, Value], key: Key, place: str) -> Value:
    """Return the entry of a key.

    Args:
        entries: a table of the code.
        key: the key of the entry.
        place: the file of the table and its name in the file, for the error.

    Raises:
        MissingEntryError: the table has no such key.
    """
    if key not in entries:
        raise MissingEntryError(key, place)
    return entries[key]


def fill_blanks(text: str, values: Mapping[str, object], place: str) -> str:
    """Fill the blanks in braces of a text.

    Raises:
        MissingEntryError: a blank of the text has no value.
    """
    try:
        return text.format_map(values)
    except KeyError as blank:
        raise MissingEntryError(blank.args[0], place) from None
