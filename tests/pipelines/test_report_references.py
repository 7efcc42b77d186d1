"""Every figure in the body of a report leads to its explanation, by the code behind the name."""

import json
import re

import pytest
from docx import Document
from typer.testing import CliRunner

from pipelines.cli import app
from tests import spec
from tests.spec import drawn

TWO_YEARS = "received | unit | period | loudspeaker_broadcasts | inspection_visits | "
TWO_YEARS += "visits_with_violation | integrated_programmes\n"
TWO_YEARS += "\n".join(
    f"{year}-0{month}-16 08:00 | DK-{ward} | {year}-0{month} | {year - 2020} | 9 | {month - 3} | 2"
    for year in (2022, 2023)
    for month in (4, 5, 6)
    for ward in ("DAPHUC", "HUNGDAO", "ANHDUNG", "HAITHANH", "HOANGHIA", "TANTHANH")
    if (year, month, ward) != (2023, 5, "TANTHANH")
)
COURT = """
received         | unit  | period  | cases_accepted | cases_tried | criminal_cases
2022-06-16 08:00 | DK-TA | 2022-Q2 | 10             | 5           |
2023-06-16 08:00 | DK-TA | 2023-Q2 | 8              | 6           |
2022-04-16 08:00 | DK-CA | 2022-04 |                |             | 2
2022-05-16 08:00 | DK-CA | 2022-05 |                |             | 2
2022-06-16 08:00 | DK-CA | 2022-06 |                |             | 2
2023-04-16 08:00 | DK-CA | 2023-04 |                |             | 3
2023-05-16 08:00 | DK-CA | 2023-05 |                |             | 4
2023-06-16 08:00 | DK-CA | 2023-06 |                |             | 6
"""
NUMBER = re.compile(r"\d+(?:\.\d{3})*(?:,\d+)?")
INDICATOR = re.compile(r".* \((?P<code>[A-Z]{2}\d\d)\): (?P<text>.*)")
REPORT_COUNT = re.compile(r"(\d+) báo cáo(?: đúng hạn)? \(([A-Z]{2}\d\d)\)")
REPORT_NAME = re.compile(r"[^,;:]+ \([^()]*/\d{4}\)")
"""A missing report: the unit, and the period in brackets."""


def run(home, *arguments):
    result = CliRunner().invoke(app, [*map(str, arguments), "--home", str(home.root)])
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """Return a home whose publication is the warehouse drawn, with the report of a quarter."""
    folder = tmp_path_factory.mktemp("references")
    home = spec.publish_drawn(drawn(TWO_YEARS) + drawn(COURT), folder)
    run(home, "report", "2023-Q2", "--out", folder / "out")
    return home


@pytest.fixture(scope="module")
def body(home):
    """Return the paragraphs of the parts I to III, without headings."""
    document = Document(home.root / "out" / "bao-cao-2023-Q2-so.docx")
    texts = [p.text for p in document.paragraphs]
    begin, end = (next(i for i, t in enumerate(texts) if t.startswith(p)) for p in ("I.", "IV."))
    return [text for text in texts[begin:end] if text.endswith(".")]


def read_numbers(text):
    """Return the numbers of a Vietnamese text."""
    return [float(n.replace(".", "").replace(",", ".")) for n in NUMBER.findall(text)]


def explain(home, code, year):
    figure = json.loads(run(home, "explain", code, "DK", f"{year}-Q2", "--json"))["figure"]
    return figure | {"sides": [figure["numerator"] or 0, figure["denominator"] or 0]}


def list_known_numbers(figure):
    """Return the numbers of an explanation that a sentence may hold, as they are written."""
    return {round(figure["value"] or 0, 1), *figure["sides"], sum(figure["sides"])}


def list_changes(now, before):
    """Return the change from year to year: in points and in percent, as it is written."""
    points = abs(round(now, 1) - round(before, 1))
    return {round(points, 1)} | ({round(100 * abs(now / before - 1), 1)} if before else set())


def test_every_figure_of_the_body_is_that_of_its_explanation(home, body):
    """The code is fed to the real command, for this year and for the year before."""
    codes = set()
    for text in body:
        match = INDICATOR.fullmatch(text)
        if match is None:
            continue
        codes.add(match["code"])
        now, before = (explain(home, match["code"], year) for year in (2023, 2022))
        figures = read_numbers(REPORT_NAME.sub("", match["text"]))
        if now["value"] is not None:
            base = now["sides"][1] if "tăng từ" in match["text"].split(";")[0] else None
            assert figures[0] in {base, round(abs(now["value"]), 1)}, text
        known = list_known_numbers(now) | list_known_numbers(before) | {now["target"]}
        known |= list_changes(now["value"] or 0, before["value"] or 0)
        assert set(figures) <= known, (text, known)
    assert {"BC01", "BC02", "TT05", "KT02", "TP01", "DT02", "LG02"} <= codes


def test_no_figure_of_the_body_stands_without_a_code(home, body):
    """Part I counts reports: those received and in time are numerators, and the rest follows."""
    overview, *others = [t for t in body if NUMBER.search(t) and not INDICATOR.fullmatch(t)]
    counts = {code: int(count) for count, code in REPORT_COUNT.findall(overview)}
    figures = {code: explain(home, code, 2023) for code in ("BC01", "BC02")}
    assert counts == {code: figure["numerator"] for code, figure in figures.items()}
    received, owed = figures["BC01"]["sides"]
    assert f"phải gửi {owed} báo cáo" in overview
    (missing,) = others
    assert missing.startswith(f"Còn thiếu {owed - received} báo cáo: ")
