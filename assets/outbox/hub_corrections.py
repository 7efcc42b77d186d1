"""`raw.corrections`: numbers of reports corrected by the hub; the latest of a number counts.

Append-only: a row without a value undoes a correction. The SELECT of `core.corrections` has the
guard: a correction takes effect on a report with the expected number only.
"""

from dataclasses import asdict, dataclass
from datetime import datetime

from warehouse.store import Store

CORRECTIONS_TABLE = "raw.corrections"
IN_FORCE, LAPSED, WAITING, ENDED, UNDOING = "in_force", "lapsed", "waiting", "ended", "undoing"
_HOLDING = """
    SELECT DISTINCT c.correction
    FROM {database}core.corrections AS c
    INNER JOIN {database}core.observations AS o
        ON o.submission = c.submission AND o.element = c.element AND o.correction = c.correction
    WHERE c.applies AND o.known_to IS NULL
"""
"""The corrections in force: the report in force has the expected number."""
_CORRECTIONS = f"""
    SELECT r.*, CASE
        WHEN r.correction < max(r.correction) OVER (PARTITION BY form, unit, period, element)
            THEN '{ENDED}'
        WHEN r.value IS NULL THEN '{UNDOING}'
        WHEN h.correction IS NOT NULL THEN '{IN_FORCE}'
        WHEN p.correction IS NOT NULL THEN '{LAPSED}'
        ELSE '{WAITING}'
    END AS state
    FROM {CORRECTIONS_TABLE} AS r
    LEFT JOIN (SELECT DISTINCT correction FROM published.core.corrections) AS p USING (correction)
    LEFT JOIN ({_HOLDING.format(database="published.")}) AS h USING (correction)
    ORDER BY r.correction
"""
_LAPSED = f"""
    SELECT DISTINCT correction, form || '.' || element, unit, period
    FROM core.corrections
    ANTI JOIN ({_HOLDING.format(database="")}) USING (correction)
    WHERE ended_at IS NULL AND value IS NOT NULL
    ORDER BY correction
"""
_REPORTED = """
    SELECT own.value
    FROM published.core.observations AS o
    INNER JOIN published.core.observations AS own
        ON own.submission = o.submission AND own.element = o.element AND own.correction IS NULL
    WHERE o.known_to IS NULL
        AND o.form = $form AND o.unit = $unit AND o.period = $period AND o.element = $element
"""


@dataclass(frozen=True, slots=True)
class ReportedPlace:
    """The place of a number: form, element, reporting unit and reported period."""

    form: str
    element: str
    unit: str
    period: str


@dataclass(frozen=True, slots=True)
class CorrectedNumber:
    """A correction: the expected and the new number, reason, source, author, and time.

    `value` is None to undo the corrections before.
    """

    expected: int
    value: int | None
    reason: str
    source: str
    made_by: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class HubCorrection(CorrectedNumber):
    """A correction with number, place and state.

    `state` is in_force; lapsed (the report has another number now); waiting for the next run;
    ended by a later correction; or undoing the corrections before.
    """

    correction: int
    form: str
    unit: str
    period: str
    element: str
    state: str

    @property
    def place(self) -> ReportedPlace:
        """The place of the number."""
        return ReportedPlace(self.form, self.element, self.unit, self.period)


def query_corrections(register: Store) -> list[HubCorrection]:
    """List every correction, the oldest first, with the state in the attached publication."""
    return register.query_records(HubCorrection, _CORRECTIONS)


def query_reported_number(register: Store, place: ReportedPlace) -> int | None:
    """Return the number of the report in force of the attached publication; None without a number.

    A correction in force does not count.
    """
    rows = register.query_rows(_REPORTED, asdict(place))
    return int(rows[0][0]) if rows else None


def list_lapsed_corrections(warehouse: Store) -> list[str]:
    """List the lapsed corrections of a warehouse: the report has another number now."""
    return [
        f"{number} ({figure} {unit} {period})"
        for number, figure, unit, period in warehouse.query_rows(_LAPSED)
    ]


def record_correction(register: Store, place: ReportedPlace, number: CorrectedNumber) -> int:
    """Append a correction and return the number; the time is never before the last correction."""
    ((correction,),) = register.query_rows(f"SELECT count(*) + 1 FROM {CORRECTIONS_TABLE}")
    register.execute(
        f"INSERT INTO {CORRECTIONS_TABLE} BY NAME "
        "SELECT $correction AS correction, $form AS form, $unit AS unit, $period AS period, "
        "$element AS element, $expected AS expected, $value AS value, $reason AS reason, "
        "$source AS source, $made_by AS made_by, "
        f"greatest($made_at, (SELECT max(made_at) FROM {CORRECTIONS_TABLE})) AS made_at",
        {"correction": correction, **asdict(place), **asdict(number)},
    )
    return int(correction)
