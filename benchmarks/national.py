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

from benchmarks.clones import Mould
from pipelines.demo.values import report_values
from warehouse.catalogue import SHIPPED, Catalogue, load
from warehouse.periods import Period

PROVINCES, DISTRICTS, WARDS = 63, 705, 10_599
ELEMENTS = 60
"""Figures on a national commune form; the shipped form is filled up to this number."""

_SYLLABLES = (
    "An Bình Cát Đông Giang Hòa Khánh Lâm Minh Nam Phú Quang Sơn Tân Thanh Thủy Trung Văn "
    "Vĩnh Xuân Yên Long"
)
_HEADER = "unit,kind,name_vi,name_en,aliases,parent,gso_code,valid_from,valid_to,form,basis"


def make_catalogue(folder: Path, *, wards: int = WARDS, elements: int = ELEMENTS) -> Catalogue:
    """Write a national catalogue and load it; fewer `wards` make a smaller country."""
    shutil.copytree(SHIPPED, folder, dirs_exist_ok=True)
    _rewrite(folder / "programme.yaml", r"hub: \S+", "hub: D001")
    _rewrite(folder / "targets.csv", r"(?m)^(\w+),DK,", r"\1,D001,")
    _rewrite(folder / "unit_changes.csv", r"\n[\s\S]*", "\n")
    (folder / "units.csv").write_text("\n".join(_units(wards)) + "\n", encoding="utf-8")
    form = folder / "forms" / "ward.yaml"
    has = len(re.findall(r"(?m)^  - element:", form.read_text(encoding="utf-8")))
    more = "".join(_more_elements(range(has + 1, elements + 1)))
    _rewrite(form, r"(?m)^(?=jump:)", more)  # the key after the elements
    return load(folder)


def make_inbox(catalogue: Catalogue, folder: Path, periods: Sequence[Period]) -> int:
    """Write a filled template of every commune and period; return the number of files."""
    folder.mkdir(parents=True, exist_ok=True)
    wards = catalogue.units_by_form["ward"]
    pool = _Pool(catalogue)
    for period in periods:
        mould = Mould.of(catalogue, period, pool.figures(0, period))
        received = _office_opens(catalogue, period)
        for number, ward in enumerate(wards):
            path = folder / f"GIA-LAP {ward.unit} {period.code}.xlsx"
            figures = pool.figures(number, period)
            mould.cast(path, (ward, catalogue.units[ward.parent or ""]), figures)
            os.utime(path, (received, received + number % 28_000))
    return len(periods) * len(wards)


class _Pool:
    """The demo's series of six wards over four years, reused for every commune of the country."""

    def __init__(self, catalogue: Catalogue) -> None:
        shipped = load()
        self._form = catalogue.forms["ward"]
        self._first_year = catalogue.programme.first_year
        self._values = report_values(shipped, 2021)
        self._wards = [u.unit for u in shipped.units_by_form["ward"] if u.valid_to]

    def figures(self, number: int, period: Period) -> Mapping[str, int]:
        """Return a commune's figures, always of the same ward and in the order of the years.

        A commune's series is thereby continuous.
        """
        ward = self._wards[number % len(self._wards)]
        year = self._first_year + (period.year - self._first_year + number // 6) % 4
        known = self._values[ward, Period(year, period.grain, period.number).code]
        present = number % 97 if known["comm_sessions"] else 0
        mixed = {"comm_participants": present, "leaflets_distributed": number % 89}
        return {
            e.element: known[e.element] + mixed.get(e.element, 0)
            if e.element in known
            else (number * 7 + at * period.number) % 50
            for at, e in enumerate(self._form.elements)
        }


def _office_opens(catalogue: Catalogue, period: Period) -> float:
    day = catalogue.due("ward", period)
    zone = ZoneInfo(catalogue.calendar.time_zone)
    return (datetime.combine(day, time(), zone) + timedelta(hours=8)).timestamp()


def _units(wards: int) -> list[str]:
    districts = min(DISTRICTS, wards)
    provinces = min(PROVINCES, districts)
    names = [" ".join(syllables) for syllables in product(_SYLLABLES.split(), repeat=3)]

    def row(unit: str, kind: str, name: str, parent: str, form: str = "") -> str:
        return f"{unit},{kind},{name},{unit},,{parent},,2021-01-01,,{form},benchmark"

    return [
        _HEADER,
        row("VN", "nation", "Toàn quốc", ""),
        *(row(f"P{p:02d}", "province", f"Tỉnh {names[p]}", "VN") for p in range(1, provinces + 1)),
        *(
            row(
                f"D{d:03d}",
                "district",
                f"Huyện {names[d]}",
                f"P{_above(d, provinces, districts):02d}",
            )
            for d in range(1, districts + 1)
        ),
        *(
            row(
                f"W{w:05d}", "ward", f"Xã {names[w]}", f"D{_above(w, districts, wards):03d}", "ward"
            )
            for w in range(1, wards + 1)
        ),
    ]


def _above(number: int, parents: int, children: int) -> int:
    """Return the number of a child's parent; the parents have nearly equal numbers of children."""
    return (number - 1) * parents // children + 1


def _more_elements(numbers: range) -> list[str]:
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


def _rewrite(path: Path, pattern: str, new: str) -> None:
    path.write_text(re.sub(pattern, new, path.read_text(encoding="utf-8")), encoding="utf-8")
