"""`raw.publications`, and in `raw.publication_ledger` all that was published of sensitive counts.

The ledger is appended before the publication is put in force: a run killed in between has
published less than the ledger says, never more. `raw.publications` is appended after: it has only
what was in force, and a run killed in between leaves its row to the next one. The decisions
themselves are `marts.disclosure_cells`. May call the floors below.
"""

from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from warehouse.store import Store

if TYPE_CHECKING:
    from expectations.disclosure.publication_history import PublishedYear
    from expectations.disclosure.publication_pattern import FamilyYear
    from expectations.disclosure.year_counts import CountCell

PUBLICATIONS_TABLE = "raw.publications"
LEDGER_TABLE = "raw.publication_ledger"
_NEXT_NUMBER = f"""
    SELECT greatest(
        (SELECT coalesce(max(publication), 0) FROM {PUBLICATIONS_TABLE}),
        (SELECT coalesce(max(publication), 0) FROM {LEDGER_TABLE})
    ) + 1
"""
"""The number of the next publication; an older home has numbers in the ledger alone."""


@dataclass(frozen=True, slots=True)
class PublicationBasis:
    """The basis of a publication: the moment, the catalogue by hash, the last journal entry.

    `code` is the hash of the code, `program_version` the version of the program;
    `table_versions` are the hashes of the tables, in JSON.
    """

    published_at: datetime
    catalogue: str
    built_sequence: int
    code: str | None = None
    program_version: str | None = None
    table_versions: str | None = None


@dataclass(frozen=True, slots=True)
class RecordedPublication(PublicationBasis):
    """A publication in the register, with the number.

    The counts are rows of the register that it rests on; an older home has none.
    """

    publication: int = 0
    submission_count: int | None = None
    hold_decision_count: int | None = None
    correction_count: int | None = None


def append_ledger(register: Store, warehouse: Path, basis: PublicationBasis) -> RecordedPublication:
    """Append each family and year published otherwise than the last time; number the publication.

    Returns:
        The publication as `append_publication` takes it once it is in force.
    """
    with register.attach_database(warehouse, "draft"), register.begin_transaction():
        ((number, submission_count, hold_decision_count, correction_count),) = register.query_rows(
            f"SELECT ({_NEXT_NUMBER}), (SELECT count(*) FROM raw.submissions), "
            "(SELECT count(*) FROM raw.hold_decisions), (SELECT count(*) FROM raw.corrections)"
        )
        register.execute(
            f"INSERT INTO {LEDGER_TABLE} BY NAME SELECT $publication AS publication, "
            "$published_at AS published_at, "
            "* EXCLUDE (is_safe, is_new, count_value), "
            "CASE WHEN cell_state <> 'suppressed' THEN count_value END AS count_value "
            "FROM draft.marts.disclosure_cells WHERE is_new",
            {"publication": number, "published_at": basis.published_at},
        )
    return RecordedPublication(
        **asdict(basis),
        publication=number,
        submission_count=submission_count,
        hold_decision_count=hold_decision_count,
        correction_count=correction_count,
    )


def append_publication(register: Store, publication: RecordedPublication) -> None:
    """Append a publication in force, unless the register has it or a later one."""
    columns = asdict(publication)
    register.execute(
        f"INSERT INTO {PUBLICATIONS_TABLE} BY NAME "
        f"SELECT {', '.join(f'${name} AS {name}' for name in columns)} "
        f"WHERE $publication > (SELECT coalesce(max(publication), 0) FROM {PUBLICATIONS_TABLE})",
        columns,
    )


def list_publications(register: Store) -> dict[int, RecordedPublication]:
    """Return the publications of a register by number, the oldest first."""
    records = register.query_records(
        RecordedPublication, f"FROM {PUBLICATIONS_TABLE} ORDER BY publication"
    )
    return {record.publication: record for record in records}


def load_history(store: Store) -> "dict[FamilyYear, list[PublishedYear]]":
    """Load what was published of each family and year, the oldest first."""
    from expectations.disclosure.publication_history import PublishedYear  # loads a solver
    from expectations.disclosure.year_counts import CountCell

    history: dict[FamilyYear, dict[int, PublishedYear]] = {}
    for row in store.query_rows(
        "SELECT count_family, year, publication, counted, unit, period, reader, count_value, "
        f"hide_reason FROM {LEDGER_TABLE} ORDER BY ALL"
    ):
        family, year, publication, counted, unit, period, *stated = row
        published = history.setdefault((family, year), {}).setdefault(
            publication, PublishedYear(publication, {}, {}, {})
        )
        _add_cell(published, CountCell(counted, unit, period), *stated)
    return {key: list(by_number.values()) for key, by_number in history.items()}


def _add_cell(published: "PublishedYear", cell: "CountCell", *stated: Any) -> None:
    reader, value, reason = stated
    if reader == "office":
        published.bases[cell] = value
    elif reader == "public":  # what fewer readers see tells the public nothing
        published.counts[cell] = value
        if reason:
            published.reasons[cell] = reason
