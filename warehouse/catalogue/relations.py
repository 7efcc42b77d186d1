"""The rules between the rows of a catalogue: unique ids, known references, matching parts.

Yields faults with file, line and remedy; reads no file, raises nothing, opens no database.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Generic, Self, TypeVar

from pydantic import BaseModel

from warehouse.catalogue.bounds import find_bound_faults
from warehouse.catalogue.contacts import Contact
from warehouse.catalogue.declared import Relation, Total
from warehouse.catalogue.faults import Fault
from warehouse.catalogue.models import (
    CalendarRules,
    Element,
    Form,
    Indicator,
    Programme,
    Target,
    Term,
    Unit,
    UnitChange,
)
from warehouse.catalogue.quality import Metric
from warehouse.catalogue.reading import Place
from warehouse.catalogue.sources import Source
from warehouse.text import key

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Placed(Generic[Model]):
    """A row with the file and the line of origin."""

    model: Model
    file: str
    line: int
    lines: Mapping[Place, int] = field(default_factory=dict)

    def at(self, *part: str | int) -> Self:
        """Return the row with the line of a part."""
        return replace(self, line=self.lines.get(part, self.line))

    def fault(self, what: str, remedy: str) -> Fault:
        """Return a fault of this row."""
        return Fault(self.file, self.line, what, remedy)


@dataclass(frozen=True, slots=True)
class Rows:
    """Every valid row of a catalogue, with file and line."""

    programme: Sequence[Placed[Programme]]
    rules: Sequence[Placed[CalendarRules]]
    units: Sequence[Placed[Unit]]
    changes: Sequence[Placed[UnitChange]]
    forms: Sequence[Placed[Form]]
    indicators: Sequence[Placed[Indicator]]
    targets: Sequence[Placed[Target]]
    sources: Sequence[Placed[Source]]
    metrics: Sequence[Placed[Metric]]
    contacts: Sequence[Placed[Contact]]


def check(rows: Rows) -> Iterator[Fault]:
    """Check the rules between rows; yield every fault."""
    units = {u.model.unit: u.model for u in rows.units}
    forms = {f.model.form: f.model for f in rows.forms}
    yield from _repeated((u, u.model.unit) for u in rows.units)
    yield from _repeated((f, f.model.form) for f in rows.forms)
    yield from _repeated((i, i.model.indicator) for i in rows.indicators)
    yield from _repeated((s, s.model.source) for s in rows.sources)
    yield from _repeated((m, m.model.metric) for m in rows.metrics)
    yield from _repeated((c, f"{c.model.old_unit} → {c.model.new_unit}") for c in rows.changes)
    yield from _same_name(rows.units)
    for unit in rows.units:
        yield from _unit(unit, units, forms)
    for change in rows.changes:
        yield from _unknown(change, (change.model.old_unit, change.model.new_unit), units)
    for form in rows.forms:
        yield from _form(form)
        yield from _declared(form, forms)
    for indicator in rows.indicators:
        for term in indicator.model.terms:
            yield from _term(indicator, term, forms)
    for target in rows.targets:
        yield from _unknown(target, (target.model.scope,), units)
        yield from _unknown(
            target, (target.model.indicator,), [i.model.indicator for i in rows.indicators]
        )
    yield from _contacts(rows.contacts, units)
    for one in rows.programme:
        yield from _unknown(one, (one.model.hub,), units)


def _contacts(rows: Sequence[Placed[Contact]], units: Iterable[str]) -> Iterator[Fault]:
    yield from _repeated((row, row.model.contact) for row in rows)
    for row in rows:
        yield from _unknown(row, (row.model.unit,), units)


def _repeated(rows: Iterable[tuple[Placed[Model], str]]) -> Iterator[Fault]:
    seen: dict[str, int] = {}
    for row, name in rows:
        if name in seen:
            yield row.fault(
                f"{name} đã có ở dòng {seen[name]} / {name} already stands on line {seen[name]}",
                "giữ một dòng / keep one of them",
            )
        seen.setdefault(name, row.line)


def _unknown(
    row: Placed[Model], names: Iterable[str | None], known: Iterable[str]
) -> Iterator[Fault]:
    for name in names:
        if name is not None and name not in known:
            yield row.fault(
                f"không có {name} / there is no {name}",
                "sửa mã, hoặc thêm dòng còn thiếu / correct the id, or add the missing row",
            )


def _unit(row: Placed[Unit], units: dict[str, Unit], forms: dict[str, Form]) -> Iterator[Fault]:
    yield from _unknown(row, (row.model.parent,), units)
    yield from _unknown(row, (row.model.form,), forms)
    seen, at = {row.model.unit}, row.model.parent
    while at in units:
        if at in seen:
            yield row.fault(
                f"{row.model.unit} nằm trên chính nó / {row.model.unit} is above itself",
                "sửa cột parent / correct the column parent",
            )
            return
        seen.add(at)
        at = units[at].parent


def _same_name(units: Sequence[Placed[Unit]]) -> Iterator[Fault]:
    """Report a name or alias that two units of a form share at the same time."""
    seen: dict[tuple[str | None, str], list[Unit]] = {}
    for row in units:
        for name in dict.fromkeys(key(n) for n in (row.model.name_vi, *row.model.aliases)):
            others = seen.setdefault((row.model.form, name), [])
            for other in others:
                if row.model.form and _overlap(row.model, other):
                    yield row.fault(
                        f"tên «{name}» cũng là của {other.unit} / «{name}» also names {other.unit}",
                        "đổi tên hoặc ngày hiệu lực / change the name or the validity dates",
                    )
            others.append(row.model)


def _overlap(a: Unit, b: Unit) -> bool:
    return a.is_valid(max(a.valid_from, b.valid_from)) and b.is_valid(
        max(a.valid_from, b.valid_from)
    )


def _form(row: Placed[Form]) -> Iterator[Fault]:
    form = row.model
    yield from _repeated((row.at("elements", n), e.element) for n, e in enumerate(form.elements))
    labels = Counter(key(n) for e in form.elements for n in (e.name_vi, *e.aliases))
    for label in sorted(label for label, times in labels.items() if times > 1):
        yield row.fault(
            f"hai chỉ tiêu cùng nhãn «{label}» / two elements share the label «{label}»",
            "viết nhãn khác nhau / tell the labels apart",
        )
    signs = Counter(s for meaning in form.marks.model_dump().values() for s in meaning)
    for sign in sorted(sign for sign, times in signs.items() if times > 1):
        yield row.fault(
            f"dấu «{sign}» có hai nghĩa / the mark «{sign}» has two meanings",
            "giữ một nghĩa / keep one meaning",
        )
    for place, element in enumerate(form.elements):
        yield from _part(row.at("elements", place), element)


def _part(row: Placed[Form], part: Element) -> Iterator[Fault]:
    elements = {e.element: e for e in row.model.elements}
    yield from _unknown(row, (part.part_of,), elements)
    whole = elements.get(part.part_of or "")
    if whole and part.parts_are == "all" and part.unit != whole.unit:
        yield row.fault(
            f"{part.element} khác đơn vị tính với {whole.element} / its unit is not its whole's",
            "phần và tổng dùng cùng đơn vị tính / parts and whole share one unit",
        )


def _declared(row: Placed[Form], forms: Mapping[str, Form]) -> Iterator[Fault]:
    for place, relation in enumerate(row.model.relations):
        yield from _relation(row.at("relations", place), relation)
    for place, total in enumerate(row.model.totals):
        yield from _total(row.at("totals", place), total, forms)
    for fault in find_bound_faults(row.model, forms):
        yield row.at(*fault.place).fault(fault.what, fault.remedy)


def _relation(row: Placed[Form], relation: Relation) -> Iterator[Fault]:
    elements = {e.element: e for e in row.model.elements}
    yield from _unknown(row, (relation.element, relation.other), elements)
    said = [(r.kind, r.element, r.other) for r in row.model.relations]
    one = (relation.kind, relation.element, relation.other)
    element = elements.get(relation.element)
    in_whole = element is not None and element.part_of == relation.other
    if said.count(one) > 1 or (relation.kind == "at_most" and in_whole):
        yield row.fault(
            f"{relation.element} và {relation.other}: quan hệ này đã khai / is declared already",
            "bỏ bớt một dòng / remove one of them",
        )


def _total(row: Placed[Form], total: Total, forms: Mapping[str, Form]) -> Iterator[Fault]:
    yield from _unknown(row, (total.element,), [e.element for e in row.model.elements])
    yield from _unknown(row, (total.form,), forms)
    if total.form not in forms:
        return
    yield from _unknown(row, (total.other,), [e.element for e in forms[total.form].elements])
    for form in (row.model, forms[total.form]):
        if not form.frequency.tiles(total.over):
            yield row.fault(
                f"kỳ của {form.form} không lấp đầy {total.over} / its periods do not fill it",
                "chọn kỳ dài hơn ở over / choose a longer period for over",
            )
    if [t.name for t in row.model.totals].count(total.name) > 1:
        yield row.fault(
            f"{total.name} đã khai / is declared already",
            "bỏ bớt một dòng / remove one of them",
        )


def _term(row: Placed[Indicator], term: Term, forms: dict[str, Form]) -> Iterator[Fault]:
    yield from _unknown(row, (term.form,), forms)
    if term.form in forms and term.element is not None:
        yield from _unknown(row, (term.element,), [e.element for e in forms[term.form].elements])
