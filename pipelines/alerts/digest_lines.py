"""The lines of a digest: returned reports and errors first, then warnings and settled findings.

Many changes of one code are one line with a count. Pure: changes in, texts out; `digest` adds the
opening and the closing. May call every floor.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipelines.alerts.finding_changes import FindingChange
from pipelines.alerts.notice_texts import flatten_text, format_notice
from warehouse.catalogue import Catalogue
from warehouse.periods import parse_period_code

LONGEST_LIST = 3
"""The number of changes of one code listed one by one; more of them share a line."""


@dataclass(frozen=True, slots=True)
class DigestLine:
    """A line of the digest: one change, or many of one code that share the line."""

    section: str
    changes: tuple[FindingChange, ...]


def list_digest_lines(recipient_changes: Sequence[FindingChange]) -> list[DigestLine]:
    """List the lines in the order of importance: `returned`, `warnings`, `settled`."""
    open_changes = [c for c in recipient_changes if c.kind != "closed"]
    errors = [c for c in open_changes if c.severity == "error"]
    warnings = [c for c in open_changes if c.severity != "error"]
    settled_changes = [c for c in recipient_changes if c.kind == "closed"]
    return [
        *_group_changes("returned", errors, lambda c: (*_get_report(c), c.code, c.kind)),
        *_group_changes("warnings", warnings, lambda c: (c.code, c.kind)),
        *_group_changes("settled", settled_changes, lambda c: (c.code,)),
    ]


def _group_changes(
    section: str,
    changes: Iterable[FindingChange],
    find_group: Callable[[FindingChange], tuple[str | None, ...]],
) -> Iterator[DigestLine]:
    changes_by_group: dict[tuple[str | None, ...], list[FindingChange]] = {}
    for change in changes:
        changes_by_group.setdefault(find_group(change), []).append(change)
    groups = list(changes_by_group.values())
    if section != "returned":
        groups.sort(key=lambda group: group[0].code)
    for group in groups:
        if len(group) > LONGEST_LIST:
            yield DigestLine(section, tuple(group))
        else:
            yield from (DigestLine(section, (change,)) for change in group)


def _get_report(change: FindingChange) -> tuple[str | None, str | None, str | None, str]:
    return change.unit, change.form, change.period, change.file_name


def format_digest_lines(
    catalogue: Catalogue, lines: Iterable[DigestLine], lang: str
) -> Iterator[str]:
    """Format the lines below a heading for each section; returned reports also by unit."""
    for section, section_lines in groupby(lines, key=lambda line: line.section):
        yield ""
        yield format_notice(lang, f"section_{section}")
        if section == "returned":
            yield from _format_returned_lines(catalogue, section_lines, lang)
        else:
            for line in section_lines:
                yield from _format_line(catalogue, line, lang)


def _format_returned_lines(
    catalogue: Catalogue, lines: Iterable[DigestLine], lang: str
) -> Iterator[str]:
    for unit, unit_lines in groupby(lines, key=lambda line: line.changes[0].unit):
        yield f"■ {format_unit_name(catalogue, unit, lang)}"
        for _, report_lines in groupby(unit_lines, key=lambda line: _get_report(line.changes[0])):
            for number, line in enumerate(report_lines):
                if number == 0:
                    yield f"  {_format_report_name(catalogue, line.changes[0], lang)}"
                yield from _format_line(catalogue, line, lang)


def _format_line(catalogue: Catalogue, line: DigestLine, lang: str) -> Iterator[str]:
    """Format a line, the unit's note and the remedy; the message of many is an example."""
    first_change = line.changes[0]
    labels = [format_notice(lang, first_change.kind)]
    if line.section != "settled":
        labels.append(format_notice(lang, first_change.severity))
    labels.append(first_change.code)
    message = flatten_text(first_change.message)
    places = _format_place(catalogue, line, first_change, lang)
    if len(line.changes) > 1:
        labels.append(_format_count(catalogue, line, lang))
        message = format_notice(
            lang, "example", message=": ".join([*filter(None, [", ".join(places)]), message])
        )
    else:
        labels += places
    yield f"    - {flatten_text(' · '.join(labels))}: {message}"
    if first_change.note and len(line.changes) == 1:
        yield f"      {format_notice(lang, 'note', note=flatten_text(first_change.note))}"
    if first_change.remedy:
        remedy = flatten_text(first_change.remedy)
        yield f"      {format_notice(lang, 'remedy', remedy=remedy)}"


def _format_place(
    catalogue: Catalogue, line: DigestLine, change: FindingChange, lang: str
) -> list[str]:
    """Format unit, report and cell; the heading names unit and report of a returned report."""
    places = []
    if line.section != "returned":
        places = [
            format_unit_name(catalogue, change.unit, lang),
            _format_report_name(catalogue, change, lang),
        ]
    if change.cell:
        key = "on_sheet" if change.sheet else "in_cell"
        places.append(format_notice(lang, key, sheet=change.sheet, cell=change.cell))
    return places


def _format_count(catalogue: Catalogue, line: DigestLine, lang: str) -> str:
    """Format the number of changes, by unit where the line is about several."""
    count_text = format_notice(lang, "many", count=len(line.changes))
    unit_counts = Counter(change.unit for change in line.changes)
    if len(unit_counts) == 1:
        return count_text
    units = ", ".join(
        f"{format_unit_name(catalogue, unit, lang)} {count}" for unit, count in unit_counts.items()
    )
    return f"{count_text} ({units})"


def format_unit_name(catalogue: Catalogue, unit: str | None, lang: str) -> str:
    """Format the name of a unit; an unknown unit has words too."""
    known_unit = catalogue.units.get(unit or "")
    return (
        flatten_text(known_unit.get_name(lang))
        if known_unit
        else format_notice(lang, "unit_unknown")
    )


def _format_report_name(catalogue: Catalogue, change: FindingChange, lang: str) -> str:
    known_form = catalogue.forms.get(change.form or "")
    file_name = flatten_text(change.file_name)
    if known_form is None or change.period is None:
        return format_notice(lang, "file", file=file_name)
    label = parse_period_code(change.period).format_label(lang)
    return format_notice(
        lang, "report", form=known_form.get_name(lang), period=label, file=file_name
    )
