"""The rules about words: no label of a form and no name of a unit has two meanings.

Yields faults with file, line and remedy; the other rules between rows are in `consistency`.
"""

from collections.abc import Iterator, Sequence

from warehouse.catalogue.catalogue_faults import CatalogueFault
from warehouse.catalogue.file_row import FileRow
from warehouse.catalogue.label_keys import list_label_keys
from warehouse.catalogue.models import Form, Unit
from warehouse.text import make_match_key


def check_shared_names(units: Sequence[FileRow[Unit]]) -> Iterator[CatalogueFault]:
    """Report a name or alias that two units of a form share at the same time."""
    units_by_name: dict[tuple[str | None, str], list[Unit]] = {}
    for row in units:
        for name in dict.fromkeys(
            make_match_key(n) for n in (row.model.name_vi, *row.model.aliases)
        ):
            namesakes = units_by_name.setdefault((row.model.form, name), [])
            for namesake in namesakes:
                if row.model.form and _validity_overlaps(row.model, namesake):
                    yield row.make_fault(
                        f"tên «{name}» cũng là của {namesake.unit} / «{name}» also names "
                        f"{namesake.unit}",
                        "đổi tên hoặc ngày hiệu lực / change the name or the validity dates",
                    )
            namesakes.append(row.model)


def _validity_overlaps(first: Unit, second: Unit) -> bool:
    return first.exists_on(max(first.valid_from, second.valid_from)) and second.exists_on(
        max(first.valid_from, second.valid_from)
    )


def check_shared_labels(row: FileRow[Form]) -> Iterator[CatalogueFault]:
    """Report a label of an element that, as offices type labels, is another element's too."""
    owners: dict[str, str] = {}
    for position, element in enumerate(row.model.elements):
        names = (element.name_vi, *element.aliases)
        for key in dict.fromkeys(key for name in names for key in list_label_keys(name)):
            owner = owners.setdefault(key, element.element)
            if owner != element.element:
                yield row.locate_part("elements", position).make_fault(
                    f"hai chỉ tiêu cùng nhãn «{key}» ({owner}) / two elements share the label "
                    f"«{key}» ({owner})",
                    "viết nhãn khác nhau / tell the labels apart",
                )
