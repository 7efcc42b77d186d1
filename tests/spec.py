"""Drawn tables: reports as a table in, a warehouse out, and what it shows as a table again.

A drawn table is text: a header, then a row a line, cells parted by `|`; blank lines and lines
that begin with `#` are for the reader. A column that is not one of `_REPORT` is an element.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa

from assets.outbox.hub_corrections import CorrectedNumber, ReportedPlace, record_correction
from assets.rebuild import RAW, complete_warehouse, rebuild_warehouse
from warehouse.catalogue import Catalogue, load_catalogue
from warehouse.forms.remark import Remark, build_obstacle_id
from warehouse.home import Home
from warehouse.periods import parse_period_code
from warehouse.schema.table import build_arrow_schema
from warehouse.schema.tables import TABLES
from warehouse.store import Store

AFTER_ALL = date(2026, 1, 31)
"""A day on which every report of the programme is due."""

_REPORT = (
    *(
        "submission",
        "received",
        "unit",
        "period",
        "found",
        "decision",
        "file",
        "renews",
        "hold",
        "says",
        "waits",
    ),
)
_SEVERITIES = {"E": "error", "W": "warning", "N": "note"}


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    """Return the catalogue of every drawn report."""
    return load_catalogue()


def catalogue_with_signed(*names: str) -> Catalogue:
    """Return the same catalogue, with these ward elements allowed to be negative."""
    ward = catalogue().forms["ward"]
    elements = tuple(
        e.model_copy(update={"valid": (-10_000, 10_000)}) if e.element in names else e
        for e in ward.elements
    )
    forms = catalogue().forms | {"ward": ward.model_copy(update={"elements": elements})}
    return replace(catalogue(), forms=forms)


def catalogue_in(time_zone: str) -> Catalogue:
    """Return the shipped catalogue of a programme in another time zone."""
    calendar = replace(catalogue().calendar, time_zone=time_zone)
    return replace(catalogue(), calendar=calendar)


def catalogue_reporting_from(unit: str, first_day: date) -> Catalogue:
    """Return the shipped catalogue with a unit that begins to report later than it exists."""
    later_unit = catalogue().units[unit].model_copy(update={"reports_from": first_day})
    return replace(catalogue(), units=catalogue().units | {unit: later_unit})


def drawn(text: str, **elements: str) -> list[dict[str, str]]:
    """Return the rows of a drawn table; `flow="online_posts"` names the element of a column."""
    lines = [line.strip() for line in text.splitlines()]
    header, *rows = [_cells(line) for line in lines if line and not line.startswith("#")]
    names = [elements.get(name, name) for name in header]
    return [dict(zip(names, row, strict=True)) for row in rows]


def columns(text: str) -> list[str]:
    """Return the header of a drawn table."""
    return _cells(next(line for line in text.splitlines() if line.strip()))


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]


def register(reports: str | list[dict[str, str]], path: Path) -> None:
    """Write a register that holds the drawn reports, in the order drawn.

    Every column but `unit` and `period` may be left out. `received` is local time; unsaid, it is
    the morning after the period. `found` lists codes: `W-RANGE-001 in comm_sessions, N-NA-001`.
    What was observed is what is drawn of the element; `file` is the file's name; `renews` is the
    submission whose decision was renewed. `hold` is `waiting`, `accepted` or `rejected` of a report
    that was held at its receipt.
    `waits` is what a strange report is thought to be, and the last day for the hub to look at it:
    `DK-DAPHUC 2023-01 2023-03-01`.
    `says` lists remarks: `note comm_sessions: áp thấp; obstacle: thiếu người` stand in one report.
    A blank cell is no cell; `…` is a missing value and `x` one that does not apply.
    """
    rows: dict[str, list[dict[str, Any]]] = {table: [] for table in RAW}
    reports = drawn(reports) if isinstance(reports, str) else reports
    for number, report in enumerate(reports, start=1):
        report = {"submission": f"s{number}"} | {k: v for k, v in report.items() if v}
        elements = {k: v for k, v in report.items() if k not in _REPORT}
        assert set(elements) <= _list_form_elements(report), (
            f"the form does not ask for all of {elements}"
        )
        rows["raw.submissions"].append(_submission(report, elements))
        rows["raw.cells"] += _raw_cells(report["submission"], elements)
        rows["raw.remarks"] += _raw_remarks(report)
        rows["raw.findings"] += _raw_findings(report)
        _add_hold(report, rows)
        rows["raw.renewed_decisions"] += _renewed(report)
        rows["raw.layout_waits"] += _list_waits(report)
    with Store(path) as store:
        for table in RAW:
            store.create_table(table)
            store.append_rows(table, _typed(table, rows[table]))


def _add_hold(report: dict[str, str], rows: dict[str, list[dict[str, Any]]]) -> None:
    """Add the rows of a report that waits, or waited until an officer accepted or rejected it."""
    if not (verdict := report.get("hold")):
        return
    submission, at = report["submission"], _received(report)
    rows["raw.holds"].append({"submission": submission, "reason": "new_sender", "held_at": at})
    if verdict != "waiting":
        decision = {"verdict": verdict, "reason": "đã hỏi", "decided_by": "canbo"}
        decided_at = at + timedelta(days=1)
        rows["raw.hold_decisions"].append(
            {"submission": submission, "sequence": 1, "decided_at": decided_at, **decision}
        )


def register_corrections(corrections: str, path: Path) -> None:
    """Add drawn corrections by the hub to a register; `made` is local time.

    A blank `value` undoes the corrections before of the same number.
    """
    with Store(path) as store:
        for row in drawn(corrections):
            made_at = datetime.fromisoformat(row["made"])
            form = catalogue().units[row["unit"]].form
            place = ReportedPlace(form, row["element"], row["unit"], row["period"])
            number = CorrectedNumber(
                int(row["expected"]),
                int(row["value"]) if row["value"] else None,
                "gõ nhầm",
                "sổ gốc",
                "cán bộ tổng hợp",
                made_at.replace(tzinfo=ZoneInfo(catalogue().calendar.time_zone)),
            )
            record_correction(store, place, number)


def _list_waits(report: dict[str, str]) -> list[dict[str, Any]]:
    """Return the row of a strange report whose reading is proposed to the hub."""
    if "waits" not in report:
        return []
    unit, period, last_day = report["waits"].split()
    return [
        {
            "submission": report["submission"],
            **_placed({"unit": unit, "period": period}),
            "waits_until": date.fromisoformat(last_day),
            "happened_at": _received(report),
        }
    ]


def _submission(report: dict[str, str], elements: dict[str, str]) -> dict[str, Any]:
    decision = report.get("decision")
    return {
        "submission": report["submission"],
        "sha256": _hash(report),
        "file_name": report.get("file", f"{report['submission']}.xlsx"),
        "received_at": _received(report),
        **_placed(report),
        "sheet": "Báo cáo",
        "layout": None if "waits" in report else "template",
        "form_version": 1,
        "synthetic": False,
        "content_sha256": _hash(elements),
        "decision": decision,
        "reason": f"vì {decision}" if decision else None,
    }


def _list_form_elements(report: dict[str, str]) -> set[str]:
    form = _placed(report)["form"]
    return {e.element for e in catalogue().forms[form].elements} if form else set()


def _placed(report: dict[str, str]) -> dict[str, str | None]:
    unit = report.get("unit")
    form = catalogue().units[unit].form if unit else None
    return {"form": form, "unit": unit, "period": report.get("period")}


def _received(report: dict[str, str]) -> datetime:
    if "received" in report:
        moment = datetime.fromisoformat(report["received"])
    else:
        closes = catalogue().calendar.compute_window(parse_period_code(report["period"]))[1]
        moment = datetime.combine(closes + timedelta(days=1), time(8))
    return moment.replace(tzinfo=ZoneInfo(catalogue().calendar.time_zone))


def _hash(values: dict[str, str]) -> str:
    return hashlib.sha256(repr(sorted(values.items())).encode()).hexdigest()


def _raw_cells(submission: str, elements: dict[str, str]) -> list[dict[str, Any]]:
    states = {"0": "zero", "…": "missing", "x": "not_applicable"}
    return [
        {
            "submission": submission,
            "element": element,
            "sheet": "Báo cáo",
            "cell": f"D{row}",
            "raw_text": text,
            "state": states.get(text, "value"),
            "value": None if text in {"…", "x"} else int(text),
        }
        for row, (element, text) in enumerate(elements.items(), start=11)
    ]


def _raw_remarks(report: dict[str, str]) -> list[dict[str, Any]]:
    rows = []
    place = _placed(report)
    for number, part in enumerate(filter(None, report.get("says", "").split(";")), start=1):
        heading, _, text = part.strip().partition(": ")
        kind, _, element = heading.partition(" ")
        remark = Remark(kind, element or None, f"E{number}", text)
        obstacle = build_obstacle_id(place["form"], place["unit"], place["period"], remark)
        source = {"submission": report["submission"], "sheet": "Báo cáo", "obstacle": obstacle}
        rows.append(remark._asdict() | source)
    return rows


def _renewed(report: dict[str, str]) -> list[dict[str, Any]]:
    if "renews" not in report:
        return []
    earlier = {"submission": report["submission"], "earlier_submission": report["renews"]}
    return [earlier | {"reason": "label", "happened_at": _received(report)}]


def _raw_findings(report: dict[str, str]) -> list[dict[str, Any]]:
    raised_codes = [part.strip() for part in report.get("found", "").split(",") if part.strip()]
    return [
        {
            "submission": report["submission"],
            **_placed(report),
            "element": element or None,
            "code": code,
            "severity": _SEVERITIES[code[0]],
            "observed": report.get(element),
            "message_vi": f"sai {code}",
            "remedy_vi": f"sửa {code}",
        }
        for code, _, element in (part.partition(" in ") for part in raised_codes)
    ]


def _typed(table: str, rows: list[dict[str, Any]]) -> pa.Table:
    return pa.Table.from_pylist(rows, build_arrow_schema(TABLES[table]))


@dataclass(frozen=True, slots=True)
class Warehouse:
    """A warehouse rebuilt out of drawn reports; its file is `path`."""

    path: Path
    store: Store

    def shows(self, table: str, expected: str, **where: str | list[str]) -> None:
        """Fail unless the table holds exactly the rows drawn, as far as they are drawn.

        Only the columns drawn are compared. Looked at are the rows whose `where` columns hold the
        values given and whose other key columns hold any of the values drawn for them: a
        combination that is there and is not drawn is a failure too.
        """
        wanted, header = drawn(expected), columns(expected)
        looked_at = {c: {row[c] for row in wanted} for c in TABLES[table].key if c in header}
        looked_at |= {c: {v} if isinstance(v, str) else set(v) for c, v in where.items()}
        clauses = [f"list_contains(?, coalesce({c}::VARCHAR, ''))" for c in looked_at]
        rows = self.store.query_rows(
            f"SELECT {', '.join(header)} FROM {table} WHERE {' AND '.join(['true', *clauses])}",
            [sorted(values) for values in looked_at.values()],
        )
        actual_rows = Counter(" | ".join(_print_value(value) for value in row) for row in rows)
        expected_rows = Counter(" | ".join(row.values()) for row in wanted)
        wrong = [f"not there: {row}" for row in (expected_rows - actual_rows).elements()]
        wrong += [f"not drawn: {row}" for row in (actual_rows - expected_rows).elements()]
        assert not wrong, "\n".join([f"{table}: {' | '.join(header)}", *sorted(wrong)])


def _print_value(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float():
            return f"{value:.6g}"
        case datetime():
            value = catalogue().calendar.to_local_time(value)
            seconds = "minutes" if value.second == 0 else "seconds"
            return value.replace(tzinfo=None).isoformat(" ", seconds)
        case _:
            return str(value)


def moment(as_of: date) -> datetime:
    """Return the beginning of a day where the programme runs."""
    return catalogue().calendar.get_day_start(as_of)


def rebuilt(
    reports: str | list[dict[str, str]],
    folder: Path,
    as_of: date = AFTER_ALL,
    stated: Catalogue | None = None,
    *,
    published: Sequence[date] = (),
    corrections: str = "",
) -> Path:
    """Return the file of a warehouse rebuilt from drawn reports; every promise must hold.

    `stated` is another catalogue than the shipped one, with the same units and forms; `published`
    are the days of the publications before; `corrections` are drawn too.
    """
    register(reports, Home(folder).register_file)
    if corrections:
        register_corrections(corrections, Home(folder).register_file)
    _register_publications(published, Home(folder).register_file)
    target = folder / "warehouse.duckdb"
    rebuild_result = rebuild_warehouse(Home(folder), stated or catalogue(), moment(as_of), target)
    broken = [
        f"{k.promise.table}: {k.promise.description} {k.broken_rows}"
        for k in rebuild_result.promise_results
        if k.broken_count
    ]
    assert not broken, "\n".join(broken)
    return target


def _register_publications(days: Sequence[date], path: Path) -> None:
    with Store(path) as store:
        for number, day in enumerate(days, start=1):
            store.execute(
                "INSERT INTO raw.publications BY NAME SELECT $number AS publication, "
                "$day AS published_at, '' AS catalogue, 0 AS built_sequence",
                {"number": number, "day": moment(day)},
            )


def publish_drawn(
    reports: str | list[dict[str, str]],
    root: Path,
    as_of: date = AFTER_ALL,
    *,
    published: Sequence[date] = (),
    corrections: str = "",
) -> Home:
    """Return a home at `root` whose publication in force is the warehouse of drawn reports."""
    home = Home(root)
    home.create_folders()
    path = rebuilt(reports, home.root, as_of, published=published, corrections=corrections)
    complete_warehouse(path)
    (home.published_folder / "one" / "office").mkdir(parents=True)
    home.current_publication.symlink_to("one")
    path.rename(home.snapshot_file)
    return home
