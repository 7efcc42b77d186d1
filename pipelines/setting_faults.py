"""The faults of settings in words: the variable, the value seen and the form wanted.

Reads variables of the environment and prints nothing; the settings themselves are declared in
`settings`. May import the floor `warehouse`.
"""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pydantic import ValidationError

from warehouse.language import Bilingual

PREFIX = "CHISO_"
_SECRET_FILES = ("contacts.csv", "sources.yaml")
_VARIABLE_NAME = re.compile(r"\bCHISO_[A-Z0-9_]+")


class SettingsError(Exception):
    """Variables that are no settings; the text has a sentence for each, in both languages."""


def format_variable(name: str) -> str:
    """Return the variable of the setting called `name`."""
    return f"{PREFIX}{name.upper()}"


def list_unknown_variables(
    environment: Mapping[str, str], known_names: Iterable[str], catalogue_folder: Path
) -> list[str]:
    """List a sentence for every `CHISO_*` that is neither a setting nor a secret of the catalogue.

    An empty variable counts as not set. The value is never printed: it may be a secret.
    """
    names = {n for n, value in environment.items() if n.upper().startswith(PREFIX) and value}
    unknown_names = sorted(n for n in names if n.upper() not in set(known_names))
    if not unknown_names:
        return []
    known = [*known_names, *_list_secret_names(catalogue_folder)]
    return [_describe_unknown(name, known) for name in unknown_names if name not in known]


def _list_secret_names(catalogue_folder: Path) -> Iterator[str]:
    """Yield the variables that a catalogue names as secrets, even one with faults."""
    for file_name in _SECRET_FILES:
        path = catalogue_folder / file_name
        if path.is_file():
            yield from _VARIABLE_NAME.findall(path.read_text(encoding="utf-8", errors="replace"))


def _describe_unknown(name: str, known_names: list[str]) -> str:
    nearest_name = difflib.get_close_matches(name.upper(), known_names, n=1, cutoff=0)[0]
    return (
        f"{name}: không có biến này, gần nhất là {nearest_name}; sửa tên hoặc bỏ biến / "
        f"there is no such setting, the nearest is {nearest_name}; correct the name or unset it"
    )


def describe_bad_values(error: ValidationError, forms: Mapping[str, Bilingual]) -> str:
    """Describe each bad value: its variable, the value seen and the form wanted."""
    return "\n".join(
        _describe_bad_value(".".join(map(str, fault["loc"])), fault["input"], forms)
        for fault in error.errors()
    )


def _describe_bad_value(name: str, value: object, forms: Mapping[str, Bilingual]) -> str:
    form = forms[name]
    return (
        f"{format_variable(name)}: «{value}» không dùng được, hãy ghi {form.vi} / «{value}» cannot "
        f"be used, write {form.en}"
    )
