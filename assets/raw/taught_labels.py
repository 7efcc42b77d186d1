"""`raw.taught_labels`: an office's own words for an element, as the hub taught them.

Append-only: a removal is a row too, and the latest row of a label, form and unit counts. `renewal`
decides the reports anew that wait for a label.
"""

from datetime import datetime

from warehouse.catalogue.label_keys import list_label_keys
from warehouse.forms.taught_label import TaughtLabel
from warehouse.store import Store
from warehouse.stored_tables import has_table

TAUGHT_LABELS_TABLE = "raw.taught_labels"
TAUGHT, REMOVED = "taught", "removed"


def record_taught_label(
    register: Store, label: TaughtLabel, event: str, *, person: str, happened_at: datetime
) -> None:
    """Append that a label was `taught` or `removed`, with who and when."""
    register.execute(
        f"INSERT INTO {TAUGHT_LABELS_TABLE} BY NAME SELECT "
        f"(SELECT coalesce(max(sequence), 0) + 1 FROM {TAUGHT_LABELS_TABLE}) AS sequence, "
        "$event AS event, $label AS label, $form AS form, $element AS element, $unit AS unit, "
        "$person AS person, $happened_at AS happened_at",
        {"event": event, "person": person, "happened_at": happened_at, **label._asdict()},
    )


def query_taught_labels(register: Store) -> tuple[TaughtLabel, ...]:
    """Return the labels in force; a register without labels gives an empty tuple."""
    labels: dict[tuple[str, str | None, str], TaughtLabel] = {}
    for event, *fields in (
        register.query_rows(
            f"SELECT event, label, form, element, unit FROM {TAUGHT_LABELS_TABLE} ORDER BY sequence"
        )
        if has_table(register, TAUGHT_LABELS_TABLE)
        else ()
    ):
        label = TaughtLabel(*fields)
        key = label.form, label.unit, list_label_keys(label.label)[0]
        labels.pop(key, None)
        if event != REMOVED:
            labels[key] = label
    return tuple(labels.values())
