"""What report a refused file of our own form was meant to be, by its manifest.

The manifest holds codes only, so form, unit and period may be stored although the file may not.
May call warehouse.
"""

from dataclasses import dataclass

from warehouse.catalogue import Catalogue
from warehouse.files.texts.file_texts import list_distinct_texts
from warehouse.forms.manifest import MANIFEST_OPENING, Manifest
from warehouse.periods import parse_period_code


@dataclass(frozen=True, slots=True)
class RefusedReport:
    """Form, unit and period of a refused file, all known to the catalogue."""

    form: str
    unit: str
    period: str
    synthetic: bool


def identify_refused_report(content: bytes, catalogue: Catalogue) -> RefusedReport | None:
    """Find the report of a refused file; None without one manifest that the catalogue knows."""
    reports = {
        report
        for text in list_distinct_texts(content) or ()
        if text.startswith(MANIFEST_OPENING) and (report := _parse_report(text, catalogue))
    }
    return reports.pop() if len(reports) == 1 else None


def _parse_report(text: str, catalogue: Catalogue) -> RefusedReport | None:
    try:
        manifest = Manifest.from_json(text)
        parse_period_code(manifest.period)
    except ValueError:
        return None
    is_known = manifest.unit in {
        unit.unit for unit in catalogue.units_by_form.get(manifest.form, ())
    }
    if not is_known:
        return None
    return RefusedReport(manifest.form, manifest.unit, manifest.period, bool(manifest.synthetic))
