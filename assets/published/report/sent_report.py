"""The figures of a sent report, and the changes since.

A small JSON file beside the report holds what was sent; the officer says when (`--sent`). May call
the floors below.
"""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assets.published.office_file import save_office_file
from assets.published.report.indicator_texts import format_with_unit, name_indicator
from assets.published.report.report_figures import ReportedIndicator, ReportFigures
from assets.published.report.report_sentences import name_report
from warehouse.catalogue import Catalogue
from warehouse.store import Store

_LATER_VALUES = """
    WITH reports AS (
        SELECT s.submission, s.form, s.unit, s.period, s.revision,
            if(
                $known::VARCHAR[] IS NULL,  -- the file of an earlier version of the program
                s.received_at <= $since,
                list_contains($known::VARCHAR[], s.submission)
            ) AS is_sent
        FROM core.submissions AS s
        INNER JOIN catalogue.nesting AS n ON n.part = s.period AND n.period = $period
        INNER JOIN catalogue.ancestors AS a ON a.unit = s.unit AND a.area = $area
        WHERE s.is_accepted
    ),
    places AS (
        SELECT form, unit, period,
            max_by(submission, revision) FILTER (WHERE is_sent) AS sent,
            max_by(submission, revision) AS latest
        FROM reports
        GROUP BY form, unit, period
        HAVING latest IS DISTINCT FROM sent
    )
    SELECT form, unit, period, NULL AS element
    FROM places
    WHERE sent IS NULL
    UNION ALL
    SELECT p.form, p.unit, p.period, o.element
    FROM places AS p
    INNER JOIN core.observations AS o ON o.submission IN (p.sent, p.latest)
    WHERE o.correction IS NULL
    GROUP BY p.form, p.unit, p.period, o.element
    HAVING max(o.value) FILTER (WHERE o.submission = p.latest)
        IS DISTINCT FROM max(o.value) FILTER (WHERE o.submission IS DISTINCT FROM p.latest)
    ORDER BY ALL
"""
"""What reports say otherwise than those that were sent; a blank element is a report sent by nobody
before."""
_ACCEPTED_REPORTS = """
    SELECT DISTINCT s.submission
    FROM core.submissions AS s
    INNER JOIN catalogue.nesting AS n ON n.part = s.period AND n.period = $period
    INNER JOIN catalogue.ancestors AS a ON a.unit = s.unit AND a.area = $area
    WHERE s.is_accepted
    ORDER BY s.submission
"""
_LATER_CORRECTIONS = """
    SELECT DISTINCT c.form, c.unit, c.period, c.element
    FROM core.corrections AS c
    INNER JOIN catalogue.nesting AS n ON n.part = c.period AND n.period = $period
    INNER JOIN catalogue.ancestors AS a ON a.unit = c.unit AND a.area = $area
    WHERE c.made_at > $since OR c.ended_at > $since
    ORDER BY c.form, c.unit, c.period, c.element
"""
_WITHOUT_SOURCE = "không do báo cáo nhận sau hay đính chính của một số liệu"
ValuePlace = tuple[str, str, str, str | None]
"""Form, unit, period and element of a number; without the element a whole report."""


class SentReportError(ValueError):
    """The file of a sent report cannot be read; the message names the file."""


def build_sent_record(store: Store, figures: ReportFigures) -> bytes:
    """Build the record of a sent report: the figures, and the reports of units behind.

    A report of a unit may be put into the inbox long after the day of receipt: no date says
    whether the sent figures rest on the report.
    """
    place = {"period": figures.period.code, "area": figures.area}
    record = {
        "published_at": figures.published_at.astimezone(UTC).isoformat(),
        "reports": [submission for (submission,) in store.query_rows(_ACCEPTED_REPORTS, place)],
        "values": {r.indicator.indicator: _describe_value(r) for r in figures.indicators},
    }
    text = json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True)
    return f"{text}\n".encode()


def save_sent_record(path: Path, record: bytes) -> None:
    """Save the record of a sent report, for the account of the program alone."""
    save_office_file(path, record)


def list_figure_changes(
    store: Store, catalogue: Catalogue, figures: ReportFigures, path: Path
) -> list[str] | None:
    """List the changes since the report was sent, by source; None without a sent report.

    Raises:
        SentReportError: the file is damaged.
    """
    if not path.exists():
        return None
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        since, values = datetime.fromisoformat(record["published_at"]), dict(record["values"])
    except (ValueError, KeyError, TypeError) as error:
        raise SentReportError(
            f"{path}: không đọc được bản đã gửi; xóa tệp nếu chưa gửi / the file of what was sent "
            f"cannot be read; remove it if nothing was: {error}"
        ) from error
    place = {"period": figures.period.code, "area": figures.area}
    moments = place | {"since": since}
    later_values = _list_places(store, _LATER_VALUES, moments | {"known": record.get("reports")})
    later_corrections = _list_places(store, _LATER_CORRECTIONS, moments)
    changes = [
        (
            _name_sources(catalogue, reported, later_values, later_corrections),
            _describe_change(reported, values.get(reported.indicator.indicator)),
        )
        for reported in figures.indicators
        if _describe_value(reported) != values.get(reported.indicator.indicator)
    ]
    return _group_by_sources(changes)


def _group_by_sources(changes: Iterable[tuple[str, str]]) -> list[str]:
    """Group the changes below the sources, each named once; changes without a source stand last."""
    groups: dict[str, list[str]] = {}
    for sources, change in changes:
        groups.setdefault(sources, []).append(f"- {change}.")
    last = groups.pop("", [])
    groups |= {_WITHOUT_SOURCE: last} if last else {}
    return [
        line
        for sources, lines in groups.items()
        for line in (f"{sources[:1].upper()}{sources[1:]}:", *lines)
    ]


def _list_places(store: Store, sql: str, values: dict[str, Any]) -> list[ValuePlace]:
    return [
        (form, unit, period, element)
        for form, unit, period, element in store.query_rows(sql, values)
    ]


def _describe_value(reported: ReportedIndicator) -> str:
    """Describe a value with the unit of measure, and whether the value is whole."""
    value = reported.value
    if value is None or value.value is None:
        return "chưa có số liệu"
    text = format_with_unit(value.value, reported.indicator)
    return text if value.is_complete else f"{text} (tạm tính)"


def _describe_change(reported: ReportedIndicator, sent_value: str | None) -> str:
    before = sent_value or "chưa có trong bản đã gửi"
    return f"{name_indicator(reported.indicator)}: {before} → {_describe_value(reported)}"


def _name_sources(
    catalogue: Catalogue,
    reported: ReportedIndicator,
    later_values: list[ValuePlace],
    later_corrections: list[ValuePlace],
) -> str:
    """Name the reports and the corrections by the hub that changed a number behind a figure.

    A report that nobody had sent before is behind every figure of its form, and of all forms.
    """
    terms = reported.indicator.all_terms
    forms = {term.form for term in terms if term.form}
    elements = {(term.form, term.element) for term in terms if term.element}
    reports = [
        name_report(catalogue, unit, period)
        for form, unit, period, element in later_values
        if (form, element) in elements or (element is None and form in (forms or {form}))
    ]
    corrected = [
        name_report(catalogue, unit, period)
        for form, unit, period, element in later_corrections
        if (form, element) in elements
    ]
    return "; ".join(
        f"{source} {', '.join(dict.fromkeys(names))}"
        for source, names in (
            ("từ báo cáo nhận sau của", reports),
            ("do đầu mối đính chính số của", corrected),
        )
        if names
    )
