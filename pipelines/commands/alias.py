"""`chiso alias LABEL FORM.ELEMENT`: teach an office's own words for an element, or remove them.

Adds to the register while no run holds the home; the next night reads new reports by the label,
and decides the reports anew that wait for it.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from assets.raw.taught_labels import (
    REMOVED,
    TAUGHT,
    TAUGHT_LABELS_TABLE,
    query_taught_labels,
    record_taught_label,
)
from pipelines.commands.arguments import find_personal_data
from pipelines.commands.exit_codes import ExitCode
from pipelines.messages.command_messages import format_message
from pipelines.settings import Settings
from warehouse.catalogue import Catalogue, load_catalogue
from warehouse.catalogue.label_keys import list_label_keys
from warehouse.forms.reading.labels import LabelIndex
from warehouse.forms.taught_label import TaughtLabel
from warehouse.home import BusyError, Home
from warehouse.home_identity import prepare_home
from warehouse.journal.settlement import open_register
from warehouse.language import Lang
from warehouse.store import Store
from warehouse.text import escape_invisible

MAX_LABEL_LENGTH = 200
_REFUSALS = ("label_taken", "label_untaught")


@dataclass(frozen=True, slots=True)
class _LabelRequest:
    """A request: a label, the person, and whether to teach or to remove."""

    label: TaughtLabel
    person: str
    is_removal: bool


def main(
    *,
    home: Path,
    lang: Lang,
    meaning: tuple[str, str],
    unit: str | None,
    person: str,
    is_removal: bool,
) -> int:
    """Record a label, or the removal of one, and return the exit code.

    0; 2 for an unusable label, element, unit or name; 3 while a run is under way.
    """
    settings, data_home = Settings(), Home(home)
    catalogue = load_catalogue(settings.catalogue)
    label_text, target = meaning
    form, _, element = target.partition(".")
    label = TaughtLabel(escape_invisible(" ".join(label_text.split())), form, element, unit)
    request = _LabelRequest(label, escape_invisible(person.strip()), is_removal)
    problems = list(_check_request(lang, catalogue, request))
    if problems:
        sys.stderr.write("\n".join(problems) + "\n")
        return ExitCode.UNUSABLE
    prepare_home(data_home)
    try:
        with data_home.hold_lock(), open_register(data_home) as register:
            outcome = _apply_request(
                register, catalogue, request, settings.choose_run_at(catalogue)
            )
    except BusyError:
        sys.stderr.write(format_message(lang, "busy", home=home) + "\n")
        return ExitCode.BUSY
    is_refused = outcome in _REFUSALS
    stream = sys.stderr if is_refused else sys.stdout
    stream.write(_describe_outcome(lang, catalogue, outcome, label) + "\n")
    return ExitCode.UNUSABLE if is_refused else ExitCode.DONE


def _apply_request(
    register: Store, catalogue: Catalogue, request: _LabelRequest, happened_at: datetime
) -> str:
    """Record the request if possible, and return the name of the message to print."""
    register.create_table(TAUGHT_LABELS_TABLE)
    outcome = _judge_request(catalogue, request, query_taught_labels(register))
    if outcome in ("label_taught", "label_removed"):
        record_taught_label(
            register,
            request.label,
            REMOVED if request.is_removal else TAUGHT,
            person=request.person,
            happened_at=happened_at,
        )
    return outcome


def _check_request(lang: Lang, catalogue: Catalogue, request: _LabelRequest) -> Iterator[str]:
    label = request.label
    form = catalogue.forms.get(label.form)
    if form is None or label.element not in {e.element for e in form.elements}:
        yield format_message(
            lang, "label_target", given=".".join(filter(None, (label.form, label.element)))
        )
    key = list_label_keys(label.label)[0]
    if not key or key.replace(" ", "").isdecimal() or len(label.label) > MAX_LABEL_LENGTH:
        yield format_message(lang, "label_empty", most=MAX_LABEL_LENGTH)
    elif kind := find_personal_data(lang, label.label):
        yield format_message(lang, "label_personal", kind=kind)
    if not request.person:
        yield format_message(lang, "label_by")
    elif kind := find_personal_data(lang, request.person, may_name=True):
        yield format_message(lang, "label_person", kind=kind)
    if label.unit is not None:
        yield from _check_unit(lang, catalogue, label)


def _check_unit(lang: Lang, catalogue: Catalogue, label: TaughtLabel) -> Iterator[str]:
    unit = catalogue.units.get(label.unit or "")
    if unit is None:
        known = ", ".join(u.unit for u in catalogue.units_by_form.get(label.form, []))
        blanks = {"what": format_message(lang, "unit"), "given": label.unit, "known": known}
        yield format_message(lang, "unknown", **blanks)
    elif unit.form != label.form:
        blanks = {"unit": unit.get_name(lang), "own": unit.form, "form": label.form}
        yield format_message(lang, "wrong_form", **blanks)


def _judge_request(
    catalogue: Catalogue, request: _LabelRequest, taught_labels: Sequence[TaughtLabel]
) -> str:
    """Return the name of the message of what comes of a request."""
    if request.is_removal:
        in_force = set(map(_describe_scope, taught_labels))
        is_in_force = _describe_scope(request.label) in in_force
        return "label_removed" if is_in_force else "label_untaught"
    elements = set(_iterate_meanings(catalogue, request.label, taught_labels))
    if elements - {request.label.element}:
        return "label_taken"
    return "label_known" if _is_known(catalogue, request.label, taught_labels) else "label_taught"


def _describe_scope(label: TaughtLabel) -> tuple[str, str, str | None, str]:
    return label.form, label.element, label.unit, list_label_keys(label.label)[0]


def _is_known(
    catalogue: Catalogue, label: TaughtLabel, taught_labels: Sequence[TaughtLabel]
) -> bool:
    index = LabelIndex(catalogue, taught_labels, label.unit)
    return label.form in index.find_elements(label.label)


def _iterate_meanings(
    catalogue: Catalogue, label: TaughtLabel, taught_labels: Sequence[TaughtLabel]
) -> Iterator[str]:
    """Yield the elements a label means already, in a unit or in all."""
    units = {label.unit} if label.unit else {None, *(t.unit for t in taught_labels)}
    for unit in units:
        elements = LabelIndex(catalogue, taught_labels, unit).find_elements(label.label)
        if label.form in elements:
            yield elements[label.form]


def _describe_outcome(lang: Lang, catalogue: Catalogue, outcome: str, label: TaughtLabel) -> str:
    unit = catalogue.units.get(label.unit or "")
    element = catalogue.forms[label.form].get_element(label.element)
    return format_message(
        lang,
        outcome,
        label=label.label,
        target=f"«{element.get_name(lang)}» ({label.form}.{label.element})",
        scope=unit.get_name(lang) if unit else format_message(lang, "every_unit"),
    )
