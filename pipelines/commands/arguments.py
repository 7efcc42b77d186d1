"""What several commands ask of their arguments: a known name, an id of a finding, a reason.

Checks and sentences only; no command is here, and none is imported.
"""

from collections.abc import Iterable, Iterator

from pipelines.messages.command_messages import format_message
from warehouse.language import Lang, choose_text

SHORTEST_ID_PREFIX = 8
"""The number of characters of an id that are shown at least and must be typed at least."""


def check_known_name(lang: Lang, name_kind: str, name: str, known_names: Iterable[str]) -> None:
    """Check whether a given name is among the known names.

    Raises:
        ValueError: the name is unknown; the text lists the known names.
    """
    names = list(known_names)
    if name not in names:
        raise ValueError(
            format_message(
                lang,
                "unknown",
                what=format_message(lang, name_kind),
                given=name,
                known=", ".join(names),
            )
        )


def list_prefix_matches(id_prefix: str, ids: Iterable[str]) -> list[str]:
    """List the ids that begin with a typed text; a whole id is the only match."""
    prefix = id_prefix.strip().lower()
    matches = [known_id for known_id in ids if prefix and known_id.startswith(prefix)]
    return [prefix] if prefix in matches else matches


def match_finding(lang: Lang, id_prefix: str, findings: Iterable[str]) -> str:
    """Find the finding whose id begins with the typed text.

    Raises:
        ValueError: the text is too short, or no finding or several findings begin with it.
    """
    if len(id_prefix) < SHORTEST_ID_PREFIX:
        raise ValueError(
            format_message(lang, "short_finding", given=id_prefix, least=SHORTEST_ID_PREFIX)
        )
    matches = sorted(list_prefix_matches(id_prefix, findings))
    if not matches:
        raise ValueError(format_message(lang, "no_finding", given=id_prefix))
    if len(matches) > 1:
        known_ids = ", ".join(matches)
        raise ValueError(
            format_message(
                lang, "which_finding", given=id_prefix, count=len(matches), known=known_ids
            )
        )
    return matches[0]


def check_reason(lang: Lang, reason: str) -> Iterator[str]:
    """Yield why a reason cannot be stored for ever: it is empty, or holds personal data."""
    if not reason.strip():
        yield format_message(lang, "no_reason")
    elif kind := find_personal_data(lang, reason):
        yield format_message(lang, "personal_reason", kind=kind)


def find_personal_data(lang: Lang, text: str, *, may_name: bool = False) -> str:
    """Find the first kind of personal data of a text, in words; empty if there is none.

    `may_name` allows a bare name, as a person signs, and nothing more: with a form of address
    («bà …») it may be the name of somebody else.
    """
    from expectations.privacy.person_names import (
        find_person_names,
    )  # slow; an idle night needs none
    from expectations.privacy.scan import clean_string, scan_texts
    from warehouse.files.texts.file_texts import FileText

    if signs := scan_texts([FileText(text)]):
        return choose_text((signs[0].kind.vi, signs[0].kind.en), lang)
    if not may_name and find_person_names(clean_string(text)):
        return format_message(lang, "a_name")
    return ""
