"""The versions of the forms: the rows of `form_versions.yaml`, compared with the forms.

A blank form states its version, and a form with other elements is another version. Sets of
elements only; texts and limits may change within a version. May import `models`, `row`,
`file_row` and `catalogue_faults` only.
"""

from collections.abc import Iterator, Sequence
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from warehouse.catalogue.catalogue_faults import CatalogueFault
from warehouse.catalogue.file_row import FileRow
from warehouse.catalogue.models import Form
from warehouse.catalogue.row import Slug


class FormVersion(BaseModel):
    """The elements that a version of a form asks for; the order says nothing."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    form: Slug
    version: Annotated[int, Field(ge=1)]
    elements: tuple[Slug, ...]

    @property
    def full_name(self) -> str:
        """The key: the form and the version."""
        return f"{self.form} {self.version}"


def check_form_versions(
    forms: Sequence[FileRow[Form]], versions: Sequence[FileRow[FormVersion]]
) -> Iterator[CatalogueFault]:
    """Report the forms whose version is not recorded, or is recorded with other elements."""
    recorded = {row.model.full_name: frozenset(row.model.elements) for row in versions}
    for row in forms:
        form = row.model
        elements = frozenset(element.element for element in form.elements)
        recorded_elements = recorded.get(f"{form.form} {form.version}")
        if recorded_elements is None:
            yield row.make_fault(
                f"chưa ghi phiên bản {form.version} của {form.form} / version {form.version} of "
                f"{form.form} is not recorded",
                _write_entry_remedy(form),
            )
        elif recorded_elements != elements:
            names = ", ".join(sorted(recorded_elements ^ elements))
            yield row.make_fault(
                f"chỉ tiêu đã khác ({names}) mà version vẫn là {form.version} / the elements have "
                f"changed ({names}), version is still {form.version}",
                f"tăng version / raise version; {_write_entry_remedy(form, next_version=True)}",
            )


def _write_entry_remedy(form: Form, *, next_version: bool = False) -> str:
    """Write the entry to add, in a line that may be copied."""
    elements = ", ".join(element.element for element in form.elements)
    version = form.version + next_version
    return (
        f"thêm vào form_versions.yaml / add to form_versions.yaml:\n"
        f"- {{form: {form.form}, version: {version}, elements: [{elements}]}}"
    )
