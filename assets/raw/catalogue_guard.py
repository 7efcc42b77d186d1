"""The guard of the data against the catalogue: no report loses its unit, form or element.

Without it, every night would fail at a promise of which no operator knows what it means. Reads the
register and changes nothing. May call this floor and the floors below.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from warehouse.catalogue import Catalogue
from warehouse.language import LANGUAGES, Bilingual, choose_text
from warehouse.store import Store

MOST_EXAMPLES = 3
"""How many reports are named for each loss."""

_REPORTS = "FROM raw.submissions WHERE form IS NOT NULL AND unit IS NOT NULL"
_UNITS = f"SELECT unit, count(*), list(DISTINCT period ORDER BY period) {_REPORTS} GROUP BY unit"
_FORMS = f"SELECT form, count(*), list(DISTINCT period ORDER BY period) {_REPORTS} GROUP BY form"
_ELEMENTS = """
    SELECT s.form || '.' || c.element, count(DISTINCT submission),
        list(DISTINCT s.unit || ' ' || s.period ORDER BY s.unit || ' ' || s.period)
    FROM raw.cells AS c JOIN raw.submissions AS s USING (submission)
    WHERE s.form IS NOT NULL AND s.unit IS NOT NULL AND c.value IS NOT NULL
    GROUP BY s.form, c.element
"""
_HAS_TABLES = "SELECT count(*) FROM duckdb_tables() WHERE table_name IN ('submissions', 'cells')"
_KINDS = {
    "unit": Bilingual("Đơn vị", "Unit"),
    "form": Bilingual("Biểu", "Form"),
    "element": Bilingual("Chỉ tiêu", "Element"),
}
_WAYS = {
    "unit": Bilingual(
        "Ghi lại dòng ấy trong units.csv, thêm valid_to nếu đơn vị đã thôi; đổi tên thì sửa "
        "name_vi và aliases, không sửa mã.",
        "Put its row back into units.csv, with valid_to if the unit is no more; for another name "
        "change name_vi and aliases, never the id.",
    ),
    "form": Bilingual(
        "Đặt lại tệp forms/ của biểu; đơn vị thôi nộp thì có valid_to trong units.csv.",
        "Put its file back into forms/; units that report no more have valid_to in units.csv.",
    ),
    "element": Bilingual(
        "Ghi lại chỉ tiêu trong biểu với required: false; đổi tên thì sửa name_vi và aliases, "
        "không sửa mã.",
        "Put it back into the form with required: false; for another name change name_vi and "
        "aliases, never the id.",
    ),
}
"""How each kind is retired or renamed without a report losing its place."""


@dataclass(frozen=True, slots=True)
class OrphanedReports:
    """The reports that rest on a unit, form or element that the catalogue has no longer."""

    kind: str
    name: str
    count: int
    examples: tuple[str, ...]

    def describe(self, lang: str) -> str:
        """Return which declaration is missing, the reports that rest on it, and the way."""
        kind, way = (choose_text(texts[self.kind], lang) for texts in (_KINDS, _WAYS))
        examples = ", ".join(self.examples[:MOST_EXAMPLES])
        more = ", …" if len(self.examples) > MOST_EXAMPLES else ""
        sentence = Bilingual(
            f"{kind} {self.name} không còn trong danh mục, nhưng {self.count} báo cáo dựa vào đó "
            f"({examples}{more}). {way}",
            f"{kind} {self.name} is no longer in the catalogue, and reports rest on it: "
            f"{self.count} ({examples}{more}). {way}",
        )
        return choose_text(sentence, lang)


class CatalogueChangeError(RuntimeError):
    """The catalogue dropped something on which reports rest; nothing was changed."""

    def __init__(self, orphans: Sequence[OrphanedReports]) -> None:
        vi, en = ("\n".join(orphan.describe(lang) for orphan in orphans) for lang in LANGUAGES)
        super().__init__(f"{vi}\n/ {en}")


def check_catalogue_fits(register_file: Path, catalogue: Catalogue) -> None:
    """Check whether every report of the register has its place in the catalogue.

    Raises:
        CatalogueChangeError: some have not.
    """
    if not register_file.exists():
        return
    with Store(register_file, read_only=True) as register:
        if orphans := list_orphaned_reports(register, catalogue):
            raise CatalogueChangeError(orphans)


def list_orphaned_reports(register: Store, catalogue: Catalogue) -> list[OrphanedReports]:
    """List what the catalogue lacks of the units, forms and elements of the register.

    The elements of a form that is gone are not listed one by one.
    """
    ((table_count,),) = register.query_rows(_HAS_TABLES)
    return list(_find_orphans(register, catalogue)) if table_count == 2 else []


def _find_orphans(register: Store, catalogue: Catalogue) -> Iterator[OrphanedReports]:
    elements = {
        f"{form.form}.{element.element}"
        for form in catalogue.forms.values()
        for element in form.elements
    }
    for kind, sql, known_names in (
        ("unit", _UNITS, catalogue.units.keys()),
        ("form", _FORMS, catalogue.forms.keys()),
        ("element", _ELEMENTS, elements),
    ):
        for name, count, examples in sorted(register.query_rows(sql)):
            is_of_lost_form = kind == "element" and name.partition(".")[0] not in catalogue.forms
            if name not in known_names and not is_of_lost_form:
                yield OrphanedReports(kind, name, count, tuple(examples))
