"""How several commands show a finding: the colour of its severity, and whose it is.

No command is here, and none is imported.
"""

from warehouse.catalogue import Catalogue
from warehouse.language import Lang

SEVERITY_STYLES = {"error": "bold red", "warning": "yellow", "note": "dim"}


def format_unit_or_file(
    catalogue: Catalogue, unit: str | None, file_name: str | None, lang: Lang
) -> str:
    """Return the unit of a finding, or the file name when the unit is unknown."""
    if unit and unit in catalogue.units:
        return f"{catalogue.units[unit].get_name(lang)} ({unit})"
    return unit or file_name or "–"
