"""A digest: every change for one recipient, by unit and report, in words.

Pure: changes in, notice out; `changes` finds the changes. Nothing is left out without a count.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from assets.raw.notices import Notice
from pipelines.alerts.changes import WHAT, Change
from pipelines.alerts.recipients import Recipient
from pipelines.alerts.wording import line, say
from warehouse.catalogue import Catalogue
from warehouse.periods import from_code

LINES = 50
"""How many changes are told in the body, errors before all else; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Enclosed:
    """The files to attach, and how many are not attached: too large, or of another unit."""

    names: tuple[str, ...] = ()
    too_large: int = 0
    withheld: int = 0


def digest(
    catalogue: Catalogue, recipient: Recipient, changed: Sequence[Change], enclosed: Enclosed
) -> Notice:
    """Write the notice of some changes, of which there is at least one."""
    tells = tuple(sorted((change.finding, change.sequence) for change in changed))
    body = (
        *_opening(catalogue, recipient, changed),
        *_by_unit(catalogue, _foremost(changed), recipient.lang),
        *_closing(len(changed) - LINES, enclosed, recipient.lang),
    )
    return Notice(
        "digest",
        recipient.name,
        hashlib.sha256(repr(tells).encode()).hexdigest()[:16],
        _subject(catalogue, changed, recipient.lang),
        "\n".join(body).rstrip(),
        attachments=enclosed.names,
        tells=tells,
    )


def _subject(catalogue: Catalogue, changed: Sequence[Change], lang: str) -> str:
    units = {change.unit for change in changed}
    whose = f" – {_unit(catalogue, units.pop(), lang)}" if len(units) == 1 else ""
    closed = sum(change.what == "closed" for change in changed)
    return say(lang, "subject", open=len(changed) - closed, closed=closed, whose=whose)


def _opening(
    catalogue: Catalogue, recipient: Recipient, changed: Sequence[Change]
) -> Iterator[str]:
    lang = recipient.lang
    contact = next(c for c in recipient.contacts if c.role != "operator")
    to_sender = contact.role == "sender"
    whom = _unit(catalogue, contact.unit, lang) if to_sender else say(lang, "officer")
    counts = Counter(change.what for change in changed)
    yield say(lang, "greeting", whom=whom)
    yield ""
    yield say(lang, "counts", **{what: counts[what] for what in WHAT})


def _foremost(changed: Sequence[Change]) -> list[Change]:
    """Keep as many changes as fit, in their order: settled ones give way first, then warnings."""
    first = sorted(changed, key=lambda c: (c.what == "closed", c.severity != "error"))[:LINES]
    return sorted(first, key=changed.index)


def _by_unit(catalogue: Catalogue, changed: Sequence[Change], lang: str) -> Iterator[str]:
    for unit, of_unit in groupby(changed, key=lambda c: c.unit):
        yield ""
        yield f"■ {_unit(catalogue, unit, lang)}"
        for report, of_report in groupby(of_unit, key=lambda c: (c.form, c.period, c.file_name)):
            yield f"  {_report(catalogue, report, lang)}"
            for change in of_report:
                yield from _change(change, lang)


def _change(change: Change, lang: str) -> Iterator[str]:
    place = [
        say(lang, "on_sheet" if change.sheet else "in_cell", sheet=change.sheet, cell=change.cell)
        if change.cell
        else ""
    ]
    severity = [say(lang, change.severity)] if change.what != "closed" else []
    head = " · ".join(filter(None, (say(lang, change.what), *severity, change.code, *place)))
    yield f"    - {line(head)}: {line(change.message)}"
    if change.remedy:
        yield f"      {say(lang, 'remedy', remedy=line(change.remedy))}"


def _closing(untold: int, enclosed: Enclosed, lang: str) -> Iterator[str]:
    yield ""
    if untold > 0:
        yield say(lang, "more", count=untold)
    if enclosed.names:
        yield say(lang, "attached", names="; ".join(map(line, enclosed.names)))
    if enclosed.too_large:
        yield say(lang, "too_large", count=enclosed.too_large)
    if enclosed.withheld:
        yield say(lang, "withheld", count=enclosed.withheld)


def _unit(catalogue: Catalogue, unit: str | None, lang: str) -> str:
    known = catalogue.units.get(unit or "")
    return line(known.name(lang)) if known else say(lang, "unit_unknown")


def _report(catalogue: Catalogue, report: tuple[str | None, str | None, str], lang: str) -> str:
    form, period, file_name = report
    known = catalogue.forms.get(form or "")
    if known is None or period is None:
        return say(lang, "file", file=line(file_name))
    label = from_code(period).label(lang)
    return say(lang, "report", form=known.name(lang), period=label, file=line(file_name))
