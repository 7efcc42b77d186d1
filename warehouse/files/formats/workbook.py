"""Workbooks (.xlsx, .xls, .xlsb, .ods) opened sheet by sheet with python-calamine.

The only place that knows python-calamine. Runs inside the reading process: a hostile file may
abort the parser, so no other process may open a `Workbook` that a sender wrote.
"""

import io

import python_calamine

from warehouse.files.grid import LockedError, Sheet, SheetBook, UnreadableError
from warehouse.files.guard.zip_copy import rewrite_archive


class Workbook(SheetBook):
    """A workbook; each sheet is read on demand."""

    def __init__(self, content: bytes) -> None:
        try:
            self._calamine_book = python_calamine.CalamineWorkbook.from_filelike(
                io.BytesIO(rewrite_archive(content))
            )
        except python_calamine.PasswordError as error:
            raise LockedError(str(error)) from error
        except python_calamine.CalamineError as error:
            raise UnreadableError(str(error)) from error
        self.sheet_names = list(self._calamine_book.sheet_names)
        self.visibility = {
            meta.name: meta.visible == python_calamine.SheetVisibleEnum.Visible
            for meta in self._calamine_book.sheets_metadata
            if meta.typ == python_calamine.SheetTypeEnum.WorkSheet
        }

    def load_sheet(self, name: str) -> Sheet:
        """Read one sheet with all cells.

        Raises:
            UnreadableError: the sheet is broken.
        """
        try:
            calamine_sheet = self._calamine_book.get_sheet_by_name(name)
            cells = calamine_sheet.to_python(skip_empty_area=False)
        except python_calamine.CalamineError as error:
            raise UnreadableError(str(error)) from error
        return Sheet(
            name,
            self.visibility.get(name, False),
            cells,
            list(calamine_sheet.merged_cell_ranges or []),
        )
