"""The lower bound of reading an inbox: calamine, every sheet of every file, a single process.

Run as `python -m benchmarks.calamine_alone FOLDER`.
"""

import sys
from pathlib import Path

from python_calamine import CalamineWorkbook


def read_all(folder: Path) -> int:
    """Read every cell of every workbook and return the number of rows."""
    rows = 0
    for path in sorted(folder.glob("*.xlsx")):
        book = CalamineWorkbook.from_path(str(path))
        rows += sum(len(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names)
    return rows


if __name__ == "__main__":
    sys.exit(0 if read_all(Path(sys.argv[1])) else "no rows read")
