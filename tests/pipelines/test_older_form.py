"""A report made with an older version of its form is judged by the elements of that version."""

import os
import shutil

import pytest

from tests.pipelines import nights
from tests.sent import new_home, schools, send
from warehouse.catalogue import DEFAULT_CATALOGUE
from warehouse.store import Store

TEACHERS = """
  - element: teachers_trained
    name_vi: "Số giáo viên được tập huấn"
    name_en: "Teachers trained"
    nature: flow
    unit: người
    basis: "thử"
"""
TEACHERS_TOTAL = """
- indicator: TT99
  name_vi: "Số giáo viên được tập huấn"
  name_en: "Teachers trained"
  kind: count
  count_kind: events
  numerator:
    - {form: education, element: teachers_trained}
  factor: 1
  unit_vi: "người"
  unit_en: "persons"
  direction: higher
  basis: "plan V.6"
"""
VERSION_2 = """
- form: education
  version: 2
  elements: [schools, schools_with_activity, students, students_reached, {}teachers_trained]
"""


class SecondVersion:
    """A night with the catalogue that brought version 2 of the form."""

    def __init__(self, folder):
        self.folder = str(folder)

    def __call__(self):
        os.environ["CHISO_CATALOGUE"] = self.folder


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """Take a form of version 1 in after version 2 asks for one more element, and ended another."""
    nights.warm_up()
    folder = tmp_path_factory.mktemp("older")
    home, catalogue = new_home(folder / "home"), shutil.copytree(DEFAULT_CATALOGUE, folder / "new")
    add_teachers(catalogue, without_sessions=True)
    indicators = catalogue / "indicators.yaml"
    text = indicators.read_text(encoding="utf-8")
    indicators.write_text(text + TEACHERS_TOTAL, encoding="utf-8")
    send(home.inbox_folder / "cũ.xlsx", schools())
    ended = nights.night(home, SecondVersion(catalogue))
    assert ended.code == 0, ended.output
    return home


def add_teachers(catalogue, *, without_sessions=False):
    """Write version 2 of the education form: one element more, and one fewer if asked for."""
    form, versions = catalogue / "forms" / "education.yaml", catalogue / "form_versions.yaml"
    head, jump, tail = form.read_text(encoding="utf-8").partition("jump:")
    if without_sessions:
        head = head.partition("  - element: school_sessions")[0]
        tail = tail.partition("  - kind: pair\n    element: school_sessions")[0]
    head = head.replace("version: 1", "version: 2")
    form.write_text(f"{head}{TEACHERS.strip(chr(10))}\n{jump}{tail}", encoding="utf-8")
    entry = VERSION_2.format("" if without_sessions else "school_sessions, ")
    versions.write_text(versions.read_text(encoding="utf-8") + entry, encoding="utf-8")


def ask(home, sql):
    with Store(home.snapshot_file, read_only=True) as store:
        return store.query_rows(sql)


def test_the_report_counts_and_the_new_element_is_not_missing(home):
    assert ask(home, "SELECT decision FROM core.submissions") == [("accepted_with_warnings",)]
    rows = ask(home, "SELECT element, value FROM core.observations ORDER BY element")
    assert [element for element, _ in rows] == [
        "schools",
        "schools_with_activity",
        "students",
        "students_reached",
    ]


def test_each_difference_between_the_versions_is_said(home):
    rows = ask(home, "SELECT code, element, cell, observed FROM core.findings ORDER BY code")
    assert rows == [
        ("N-FORM-001", "teachers_trained", "C6", ""),
        ("W-ROW-002", None, "D15", "Số buổi tuyên truyền trong trường học"),
    ]


def test_a_figure_that_rests_on_the_new_element_was_not_stated(home):
    rows = ask(
        home,
        "SELECT value, null_reason, reports_missing FROM marts.indicator_values "
        "WHERE indicator = 'TT99' AND unit = 'DK' AND period = '2023-H1'",
    )
    assert rows == [(None, "not_stated", 0)]


def test_no_check_of_the_night_fails_on_it(home):
    rows = ask(
        home,
        "SELECT rule FROM core.expectation_results WHERE stage = 'intake' AND failing > 0",
    )
    assert rows == []
