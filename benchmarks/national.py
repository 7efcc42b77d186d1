"""A country for measurements: 63 provinces, 705 districts, 10,599 communes, and their inboxes.

The catalogue is the shipped catalogue with other units; the figures come from the demo.
"""

import os
import re
import shutil
from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from itertools import product
from pathlib import Path
from zoneinfo import ZoneInfo

from benchmarks.clones import TemplateMould
from pipelines.demo.report_values import draw_report_values
from warehouse.catalogue import DEFAULT_CATALOGUE, Catalogue, load_catalogue
from warehouse.forms.blank.unit_texts import SYNTHETIC_NAME_PREFIX, build_form_file_name
from warehouse.periods import Period

NATIONAL_PROVINCES, NATIONAL_DISTRICTS, NATIONAL_WARDS = 63, 705, 10_599
NATIONAL_ELEMENTS = 60
"""Figures on a national commune form; the shipped form is filled up to this number."""

_SYLLABLES = (
    "An Bình Cát Đông Giang Hòa Khánh Lâm Minh Nam Phú Quang Sơn Tân Thanh Thủy Trung Văn "
    "Vĩnh Xuân Yên Long"
)
_HEADER = "unit,kind,name_vi,name_en,aliases,parent,gso_code,valid_from,valid_to,form,basis"


def make_catalogue(
    folder: Path, *, wards: int = NATIONAL_WARDS, elements: int = NATIONAL_ELEMENTS
) -> Catalogue:
    """Write a national catalogue and load it; fewer `wards` make a smaller country."""
    shutil.copytree(DEFAULT_CATALOGUE, folder, dirs_exist_ok=True)
    _rewrite_file(folder / "programme.yaml", r"(?m)^(hub|office): \S+", r"\1: D001")
    _rewrite_file(folder / "programme.yaml", r"report_writers:\n(?:  - .*\n)+", "")
    _rewrite_file(folder / "letterheads.csv", r"(?m)^[A-Z].*\n", "")
    _rewrite_file(folder / "targets.csv", r"(?m)^(\w+),DK,", r"\1,D001,")
    _rewrite_file(folder / "unit_changes.csv", r"\n[\s\S]*", "\n")
    other_forms = sorted(path.stem for path in (folder / "forms").glob("*.yaml"))
    other_forms.remove("ward")
    rows = [*_build_unit_rows(wards), *map(_format_closed_office, other_forms)]
    (folder / "units.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (folder / "area_coverage.csv").write_text(_cover_areas(rows), encoding="utf-8")
    _add_elements(folder, elements)
    return load_catalogue(folder)


def _cover_areas(unit_rows: Sequence[str]) -> str:
    """Write the coverage of every area of the country: all reporters are there."""
    areas = [
        row.split(",")[0]
        for row in unit_rows
        if row.split(",")[1] in ("nation", "province", "district")
    ]
    header = "area,covers,name_vi,name_en,valid_from,valid_to,basis"
    return "\n".join([header, *(f"{area},all,,,2021-01-01,,synthetic" for area in areas)]) + "\n"


def make_inbox(catalogue: Catalogue, folder: Path, periods: Sequence[Period]) -> int:
    """Write a filled template of every commune and period; return the number of files."""
    folder.mkdir(parents=True, exist_ok=True)
    wards = catalogue.units_by_form["ward"]
    pool = _FigurePool(catalogue)
    for period in periods:
        mould = TemplateMould.make_mould(catalogue, period, pool.choose_figures(0, period))
        received_at = _find_opening_time(catalogue, period)
        for number, ward in enumerate(wards):
            name = build_form_file_name("ward", ward.unit, period)
            path = folder / f"{SYNTHETIC_NAME_PREFIX}{name}"
            figures = pool.choose_figures(number, period)
            mould.write_workbook(path, (ward, catalogue.units[ward.parent or ""]), figures)
            os.utime(path, (received_at, received_at + number % 28_000))
    return len(periods) * len(wards)


class _FigurePool:
    """The demo's series of six wards over four years, reused for every commune of the country."""

    def __init__(self, catalogue: Catalogue) -> None:
        shipped = load_catalogue()
        self._form = catalogue.forms["ward"]
        self._first_year = catalogue.programme.first_year
        self._values = draw_report_values(shipped, 2021)
        self._wards = [u.unit for u in shipped.units_by_form["ward"] if u.valid_to]

    def choose_figures(self, number: int, period: Period) -> Mapping[str, int]:
        """Return a commune's figures, always of the same ward and in the order of the years.

        A commune's series is thereby continuous.
        """
        ward = self._wards[number % len(self._wards)]
        year = self._first_year + (period.year - self._first_year + number // 6) % 4
        demo_figures = self._values[ward, Period(year, period.grain, period.number).code]
        extra_participants = number % 97 if demo_figures["comm_sessions"] else 0
        extra_figures = {
            "comm_participants": extra_participants,
            "leaflets_distributed": number % 89,
        }
        return {
            e.element: demo_figures[e.element] + extra_figures.get(e.element, 0)
            if e.element in demo_figures
            else (number * 7 + position * period.number) % 50
            for position, e in enumerate(self._form.elements)
        }


def _find_opening_time(catalogue: Catalogue, period: Period) -> float:
    day = catalogue.compute_due_date("ward", period)
    zone = ZoneInfo(catalogue.calendar.time_zone)
    return (datetime.combine(day, time(), zone) + timedelta(hours=8)).timestamp()


def _build_unit_rows(wards: int) -> list[str]:
    districts = min(NATIONAL_DISTRICTS, wards)
    provinces = min(NATIONAL_PROVINCES, districts)
    names = [" ".join(syllables) for syllables in product(_SYLLABLES.split(), repeat=3)]

    def format_unit_row(unit: str, kind: str, name: str, parent: str, form: str = "") -> str:
        return f"{unit},{kind},{name},{unit},,{parent},,2021-01-01,,{form},benchmark"

    return [
        _HEADER,
        format_unit_row("VN", "nation", "Toàn quốc", ""),
        *(
            format_unit_row(f"P{p:02d}", "province", f"Tỉnh {names[p]}", "VN")
            for p in range(1, provinces + 1)
        ),
        *(
            format_unit_row(
                f"D{d:03d}",
                "district",
                f"Huyện {names[d]}",
                f"P{_find_parent_number(d, provinces, districts):02d}",
            )
            for d in range(1, districts + 1)
        ),
        *(
            format_unit_row(
                f"W{w:05d}",
                "ward",
                f"Xã {names[w]}",
                f"D{_find_parent_number(w, districts, wards):03d}",
                "ward",
            )
            for w in range(1, wards + 1)
        ),
    ]


def _find_parent_number(number: int, parents: int, children: int) -> int:
    """Return the number of a child's parent; the parents have nearly equal numbers of children."""
    return (number - 1) * parents // children + 1


def _format_closed_office(form: str) -> str:
    """Format the row of the unit of another form; the unit closes before any report is due."""
    unit = f"O-{form.upper().replace('_', '-')}"
    return f"{unit},office,{form},{form},,D001,,2021-01-01,2021-01-01,{form},benchmark"


def _add_elements(folder: Path, elements: int) -> None:
    form = folder / "forms" / "ward.yaml"
    element_count = len(re.findall(r"(?m)^  - element:", form.read_text(encoding="utf-8")))
    numbers = range(element_count + 1, elements + 1)
    added_elements = "".join(_format_added_elements(numbers))
    _rewrite_file(form, r"(?m)^(?=jump:)", added_elements)  # the key after the elements
    versions = folder / "form_versions.yaml"
    names = "".join(f"additional_{n}, " for n in numbers)
    _rewrite_file(versions, r"(?<=form: ward\n  version: 1\n  elements: \[)", names)


def _format_added_elements(numbers: range) -> list[str]:
    return [
        f"""  - element: additional_{n}
    {'section_vi: "Chỉ tiêu bổ sung"' if n == numbers.start else "sensitive: false"}
    name_vi: "Chỉ tiêu bổ sung số {n}"
    name_en: "Additional figure {n}"
    nature: flow
    unit: lượt
    plausible: [0, 1000]
    basis: "benchmark"
"""
        for n in numbers
    ]


def _rewrite_file(path: Path, pattern: str, replacement: str) -> None:
    path.write_text(
        re.sub(pattern, replacement, path.read_text(encoding="utf-8")), encoding="utf-8"
    )
