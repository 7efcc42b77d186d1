"""No report loses its unit, form or element by a change of the catalogue."""

from dataclasses import replace

import pytest

from assets.raw.catalogue_guard import CatalogueChangeError, check_catalogue_fits
from tests import spec

CATALOGUE = spec.catalogue()
EDUCATION = CATALOGUE.forms["education"]
SENT = """
submission | unit    | period  | schools | students
a          | DK-GDDT | 2023-H1 | 20      | 9000
b          | DK-GDDT | 2023-H2 | 20      | …
"""


@pytest.fixture
def register(tmp_path):
    path = tmp_path / "register.duckdb"
    spec.register(SENT, path)
    return path


def without(catalogue, kind, name):
    return replace(
        catalogue, **{kind: {k: v for k, v in getattr(catalogue, kind).items() if k != name}}
    )


def without_element(name):
    elements = tuple(e for e in EDUCATION.elements if e.element != name)
    form = EDUCATION.model_copy(update={"elements": elements})
    return replace(CATALOGUE, forms=CATALOGUE.forms | {"education": form})


def test_the_catalogue_of_the_reports_fits(register):
    check_catalogue_fits(register, CATALOGUE)


@pytest.mark.parametrize(
    ("catalogue", "subject", "count", "examples", "way"),
    [
        (
            without(CATALOGUE, "units", "DK-GDDT"),
            "Đơn vị DK-GDDT",
            2,
            "2023-H1, 2023-H2",
            "valid_to",
        ),
        (
            without(CATALOGUE, "forms", "education"),
            "Biểu education",
            2,
            "2023-H1, 2023-H2",
            "forms/",
        ),
        (
            without_element("students"),
            "Chỉ tiêu education.students",
            1,
            "DK-GDDT 2023-H1",
            "required: false",
        ),
    ],
    ids=["unit", "form", "element"],
)
def test_what_reports_rest_on_is_not_dropped(register, catalogue, subject, count, examples, way):
    with pytest.raises(CatalogueChangeError) as caught:
        check_catalogue_fits(register, catalogue)
    text = str(caught.value)
    assert f"{subject} không còn trong danh mục, nhưng {count} báo cáo dựa vào đó" in text
    assert f"({examples})" in text
    assert way in text
    assert text.count("no longer in the catalogue") == 1


def test_what_no_report_rests_on_may_go(register):
    check_catalogue_fits(register, without_element("students_reached"))
    check_catalogue_fits(register, without(CATALOGUE, "units", "DK-DAPHUC"))


def test_a_home_without_a_register_has_nothing_to_lose(tmp_path):
    check_catalogue_fits(tmp_path / "register.duckdb", without(CATALOGUE, "forms", "education"))
