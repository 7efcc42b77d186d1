"""The catalogue watched while `chiso ui` runs: operators hear once that it is broken, and mended.

Whom to notify is in the catalogue itself: while it is broken, the one of the publication in force
says so. Asked for by the sensor; changes nothing but the outbox.
"""

import hashlib
from functools import lru_cache
from pathlib import Path

from assets.outbox import notices
from assets.outbox.notices import Notice
from assets.publication import read_current_record
from assets.published_catalogues import load_stored_catalogue
from pipelines.alerts.direct import send_directly
from pipelines.alerts.notice_texts import format_notice
from pipelines.alerts.operators import list_operators, write_and_send
from pipelines.alerts.recipients import Recipient
from pipelines.settings import Settings
from warehouse.catalogue import Catalogue, CatalogueError, load_catalogue
from warehouse.home import BusyError, Home
from warehouse.store import Store

MOST_FAULTS = 3
"""How many faults a notice quotes; `chiso catalogue check` lists all."""
_TOPIC, _SOUND = "catalogue ", "catalogue sound"
_noted_states: dict[Path, str] = {}
"""The state last noted for each home by this process; a new process asks the outbox."""


def watch_catalogue(settings: Settings) -> bool:
    """Return whether the catalogue can be used; notify operators of each change, once."""
    faults = _list_faults(settings.catalogue, _list_file_states(settings.catalogue))
    home = Home(settings.home.absolute())
    state = _TOPIC + hashlib.sha256("\n".join(faults).encode()).hexdigest()[:16]
    state = state if faults else _SOUND
    known = _noted_states.get(home.root)
    if known != state and (faults or known or home.register_file.exists()):
        readable = _find_readable_catalogue(home) if faults else load_catalogue(settings.catalogue)
        if readable is None or _note_state(home, readable, settings, (state, faults)):
            _noted_states[home.root] = state
    return not faults


@lru_cache(maxsize=1)
def _list_faults(folder: Path, _: tuple[tuple[str, int, int], ...]) -> tuple[str, ...]:
    """Return the faults of a catalogue, read again only when a file changes."""
    try:
        load_catalogue(folder)
    except CatalogueError as error:
        return tuple(str(fault) for fault in error.faults)
    return ()


def _list_file_states(folder: Path) -> tuple[tuple[str, int, int], ...]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return tuple((str(p), p.stat().st_mtime_ns, p.stat().st_size) for p in paths)


def _find_readable_catalogue(home: Home) -> Catalogue | None:
    """Return the catalogue of the publication in force; None without one that can be read."""
    fingerprint = read_current_record(home).get("catalogue")
    try:
        return load_stored_catalogue(home, fingerprint) if fingerprint else None
    except CatalogueError:
        return None


def _note_state(
    home: Home, catalogue: Catalogue, settings: Settings, state: tuple[str, tuple[str, ...]]
) -> bool:
    """Write the notices of a new state and send them; return whether this could be done now."""
    at, topic = settings.choose_run_at(catalogue), state[0]
    operators = list_operators(catalogue)

    def write(register: Store) -> None:
        for recipient in operators:
            sent = notices.query_sent_topics(register, "failure", recipient.contact_names)
            states = [about for about in sent if about.startswith(_TOPIC)]
            if topic != (states[-1] if states else _SOUND):
                notice = _build_notice(recipient, state, after=str(len(states)))
                notices.write_notices(register, [notice], at)

    try:
        if not write_and_send(home, catalogue, write, at) and topic != _SOUND:
            send_directly(home, [(r, _build_notice(r, state)) for r in operators], at)
    except BusyError:  # a night holds the home: the next look tries again
        return False
    return True


def _build_notice(
    recipient: Recipient, state: tuple[str, tuple[str, ...]], after: str = ""
) -> Notice:
    topic, faults = state
    lang, is_sound = recipient.lang, topic == _SOUND
    return Notice(
        "failure",
        recipient.contact_name,
        topic,
        format_notice(lang, "well_subject" if is_sound else "unwell_subject"),
        format_notice(
            lang,
            "catalogue_mended" if is_sound else "catalogue_broken",
            count=len(faults),
            faults="\n".join(faults[:MOST_FAULTS]),
        ),
        after=after,
    )
