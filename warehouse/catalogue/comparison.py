"""The differences between two catalogues: what was added, removed or changed, field by field.

Compares declarations and, of all other files, the bytes; whether the data allow a change is
`assets.raw.catalogue_guard`. May import this package only.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from warehouse.catalogue.loader import Catalogue

_DECLARATION_FILES = frozenset(
    {"calendar.yaml", "indicators.yaml", "programme.yaml", "quality.yaml", "targets.csv"}
    | {"units.csv"}
)
"""The files compared field by field, besides the folder of forms."""


@dataclass(frozen=True, slots=True)
class CatalogueChange:
    """A declaration that differs: its kind and id, `added`, `removed` or `changed`, the fields."""

    kind: str
    name: str
    state: str
    fields: tuple[str, ...] = ()


def compare_catalogues(before: Catalogue, after: Catalogue) -> list[CatalogueChange]:
    """List the differences of the later catalogue to the earlier, in the order of kinds and ids."""
    declarations_before, declarations_after = _list_declarations(before), _list_declarations(after)
    changes = []
    for key in sorted(declarations_before.keys() | declarations_after.keys()):
        old, new = declarations_before.get(key), declarations_after.get(key)
        if old is None or new is None:
            changes.append(CatalogueChange(*key, "added" if old is None else "removed"))
        elif fields := tuple(
            sorted(name for name in {*old, *new} if old.get(name) != new.get(name))
        ):
            changes.append(CatalogueChange(*key, "changed", fields))
    return changes


def list_file_changes(before: Path, after: Path) -> list[CatalogueChange]:
    """List the files without a declaration, such as `contacts.csv`, that differ in two folders."""
    old_files, new_files = _read_other_files(before), _read_other_files(after)
    changes = []
    for name in sorted(old_files.keys() | new_files.keys()):
        if name not in old_files or name not in new_files:
            state = "removed" if name in old_files else "added"
            changes.append(CatalogueChange("file", name, state))
        elif old_files[name] != new_files[name]:
            changes.append(CatalogueChange("file", name, "changed", ("content",)))
    return changes


def _read_other_files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.iterdir() if path.suffix in {".csv", ".yaml"})
    return {path.name: path.read_bytes() for path in paths if path.name not in _DECLARATION_FILES}


def _list_declarations(catalogue: Catalogue) -> dict[tuple[str, str], Mapping[str, Any]]:
    """Map kind and id of every declaration to its fields; an element is named with its form."""
    declarations: dict[tuple[str, str], Mapping[str, Any]] = {
        ("calendar", "calendar"): asdict(catalogue.calendar),
        ("programme", "programme"): catalogue.programme.model_dump(),
    }
    for kind, name, row in _iterate_rows(catalogue):
        fields = row.model_dump()
        fields.pop("elements", None)  # each is a declaration of its own
        declarations[kind, name] = fields
    return declarations


def _iterate_rows(catalogue: Catalogue) -> Iterator[tuple[str, str, BaseModel]]:
    for unit in catalogue.units.values():
        yield "unit", unit.unit, unit
    for form in catalogue.forms.values():
        yield "form", form.form, form
        for element in form.elements:
            yield "element", f"{form.form}.{element.element}", element
    for indicator in catalogue.indicators.values():
        yield "indicator", indicator.indicator, indicator
    for metric in catalogue.metrics.values():
        yield "metric", metric.metric, metric
    for target in catalogue.targets:
        name = f"{target.indicator} {target.scope} {target.from_year}-{target.to_year}"
        yield "target", name, target
