"""The reading of a catalogue folder: every file to rows, and the causes among all faults.

Knows which file holds which model. The rules of a row are in `models`, the rules between rows in
`consistency`. May import this floor only, without the store.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, TypeVar

from pydantic import BaseModel

from warehouse.catalogue.abbreviations import Abbreviation
from warehouse.catalogue.catalogue_faults import CatalogueFault
from warehouse.catalogue.consistency import CatalogueRows, check_catalogue
from warehouse.catalogue.contacts import Contact
from warehouse.catalogue.fault_causes import FaultCauses, find_causes
from warehouse.catalogue.file_row import FileRow
from warehouse.catalogue.file_sources import Source
from warehouse.catalogue.form_versions import FormVersion
from warehouse.catalogue.indicators import Indicator, Target
from warehouse.catalogue.letterheads import Letterhead
from warehouse.catalogue.models import (
    AreaCoverage,
    Form,
    Unit,
    UnitChange,
)
from warehouse.catalogue.programme_rows import CalendarRules, Programme
from warehouse.catalogue.quality_measures import Metric
from warehouse.catalogue.row_reader import RawRow, extract_lines, read_csv, read_yaml, validate_row
from warehouse.catalogue.senders import Sender
from warehouse.catalogue.synonyms import Synonym

Model = TypeVar("Model", bound=BaseModel)


class CatalogueReading(NamedTuple):
    """Every valid row of a catalogue folder, and the causes of the faults."""

    rows: CatalogueRows
    causes: FaultCauses


def read_catalogue_folder(folder: Path) -> CatalogueReading:
    """Read every row of a catalogue folder with its line, and find every fault."""
    reader = _FolderReader(folder)
    rows = CatalogueRows(
        programme=reader.read_document(Programme, folder / "programme.yaml"),
        rules=reader.read_document(CalendarRules, folder / "calendar.yaml"),
        units=reader.read_table(Unit, "units.csv"),
        coverage=reader.read_table(AreaCoverage, "area_coverage.csv"),
        changes=reader.read_table(UnitChange, "unit_changes.csv"),
        forms=reader.read_forms(),
        indicators=reader.read_list(Indicator, "indicators.yaml"),
        targets=reader.read_table(Target, "targets.csv"),
        sources=reader.read_list(Source, "sources.yaml", is_optional=True),
        metrics=reader.read_list(Metric, "quality.yaml"),
        contacts=reader.read_table(Contact, "contacts.csv", is_optional=True),
        letterheads=reader.read_table(Letterhead, "letterheads.csv", is_optional=True),
        form_versions=reader.read_list(FormVersion, "form_versions.yaml", is_optional=True),
        senders=reader.read_table(Sender, "senders.csv", is_optional=True),
        abbreviations=reader.read_table(Abbreviation, "abbreviations.csv", is_optional=True),
        synonyms=reader.read_table(Synonym, "synonyms.csv", is_optional=True),
    )
    reader.report_missing_forms(rows)
    if not folder.is_dir():
        reader.faults = [_build_no_folder_fault(folder)]
    results = check_catalogue(rows)
    causes = find_causes(reader.faults, results, reader.lost_ids, reader.empty_files)
    return CatalogueReading(rows, causes)


def _build_no_folder_fault(folder: Path) -> CatalogueFault:
    return CatalogueFault(
        str(folder),
        1,
        "không có thư mục danh mục này / there is no such catalogue folder",
        "sửa CHISO_CATALOGUE / correct CHISO_CATALOGUE",
    )


@dataclass
class _FolderReader:
    """The reader of a folder; collects the faults, and what had no valid row."""

    folder: Path
    faults: list[CatalogueFault] = field(default_factory=list)
    lost_ids: set[str] = field(default_factory=set)
    empty_files: set[str] = field(default_factory=set)

    def read_document(self, model: type[Model], path: Path) -> list[FileRow[Model]]:
        """Read a YAML file with one row."""
        document = read_yaml(path, self.faults)
        rows = [] if document is None else [extract_lines(document, path, self.faults)]
        return self._validate_rows(model, rows, path)

    def read_list(
        self, model: type[Model], name: str, *, is_optional: bool = False
    ) -> list[FileRow[Model]]:
        """Read a YAML file with a list of rows; an optional file may be missing."""
        path = self.folder / name
        if is_optional and not path.exists():
            return []
        rows = [
            extract_lines(item, path, self.faults) for item in read_yaml(path, self.faults) or []
        ]
        return self._validate_rows(model, rows, path)

    def read_table(
        self, model: type[Model], name: str, *, is_optional: bool = False
    ) -> list[FileRow[Model]]:
        """Read a CSV file; an optional file may be missing."""
        path = self.folder / name
        if is_optional and not path.exists():
            return []
        return self._validate_rows(model, read_csv(path, self.faults), path)

    def read_forms(self) -> list[FileRow[Form]]:
        """Read the file of every form; a form whose file has a fault is lost."""
        forms = []
        for path in sorted((self.folder / "forms").glob("*.yaml")):
            form_rows = self.read_document(Form, path)
            forms += form_rows
            if not form_rows:
                self.lost_ids.add(path.stem)
        return forms

    def report_missing_forms(self, rows: CatalogueRows) -> None:
        """Report the forms that several files name and no file declares: the file is missing."""
        declared_forms = {row.model.form for row in rows.forms} | self.lost_ids
        other_names = {row.model.form for row in rows.form_versions} | {
            term.form for row in rows.indicators for term in row.model.all_terms
        }
        unit_forms = {row.model.form for row in rows.units if row.model.form}
        for form in sorted((unit_forms & other_names) - declared_forms):
            self.lost_ids.add(form)
            self.faults.append(
                CatalogueFault(
                    f"{form}.yaml",
                    1,
                    "thiếu tệp này trong forms/, mà units.csv nêu biểu / is missing from forms/, "
                    "and units.csv names the form",
                    "đặt lại tệp, hoặc bỏ biểu khỏi units.csv và indicators.yaml / put the file "
                    "back, or remove the form from units.csv and indicators.yaml",
                )
            )

    def _validate_rows(
        self, model: type[Model], rows: Iterable[RawRow], path: Path
    ) -> list[FileRow[Model]]:
        """Validate rows by their model; note the ids of invalid rows."""
        valid_rows = []
        for row in rows:
            row_model = validate_row(model, row, path.name, self.faults)
            if row_model:
                valid_rows.append(FileRow(row_model, path.name, row.line, row.lines))
            else:
                self.lost_ids.add(str(row.fields.get(model.__name__.lower())))
        if not valid_rows:
            self.empty_files.add(path.name)
        return valid_rows
