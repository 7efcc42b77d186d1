"""Contacts: whom to tell is stated without a secret, and a wrong line says what is wrong."""

import shutil

import pytest

from pipelines.alerts.recipients import UnsetContact, resolve_recipients
from warehouse.catalogue import DEFAULT_CATALOGUE, CatalogueError, load_catalogue

HEADER = "contact,unit,role,url,lang,basis"


@pytest.fixture
def stated(tmp_path):
    def catalogue(*rows):
        folder = shutil.copytree(DEFAULT_CATALOGUE, tmp_path / "catalogue")
        text = "\n".join([HEADER, *rows]) + "\n"
        (folder / "contacts.csv").write_text(text, encoding="utf-8")
        return load_catalogue(folder)

    return catalogue


def test_nobody_is_told_unless_it_is_stated():
    assert load_catalogue().contacts == ()


def test_a_blank_is_filled_from_the_environment_and_never_shown(stated):
    catalogue = stated(
        "gddt,DK-GDDT,sender,mailtos://a:${CHISO_SECRET_MAIL}@dk.example?to=b@dk.example,vi,thử",
        "vp,,officer,json://hook/${CHISO_SECRET_HOOK},en,thử",
    )
    (to,), unset = resolve_recipients(catalogue, {"CHISO_SECRET_MAIL": "bí mật"})
    assert to.url == "mailtos://a:b%C3%AD%20m%E1%BA%ADt@dk.example?to=b@dk.example"
    assert unset == [UnsetContact("vp", "CHISO_SECRET_HOOK")]
    assert "bí mật" not in repr(to)
    assert to.redact_text(f"không nối được {to.url}: bí mật") == "không nối được ***: ***"


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("gddt,,sender,json://x,vi,thử", "người gửi phải có unit"),
        ("ict,DK,operator,json://x,vi,thử", "người vận hành không có unit"),
        ("vp,,officer,mailto://a:matkhau@x?to=b@x,vi,thử", "mật khẩu nằm trong tệp"),
        ("vp,,officer,mailto://x?to=b@x&pass=matkhau,vi,thử", "mật khẩu nằm trong tệp"),
        ("vp,,officer,json://x/${HOME},vi,thử", "chỗ trống phải là ${CHISO_SECRET_…}"),
        ("vp,,officer,b@dk.example,vi,thử", "không phải địa chỉ Apprise"),
        ("vp,,boss,json://x,vi,thử", "role"),
        ("vp,DK-KHONGCO,officer,json://x,vi,thử", "không có DK-KHONGCO"),
    ],
)
def test_a_wrong_line_is_told_with_its_place(stated, row, what):
    with pytest.raises(CatalogueError) as caught:
        stated(row)
    (fault,) = caught.value.faults
    assert (fault.file_name, fault.line) == ("contacts.csv", 2)
    assert what in fault.description
    assert "matkhau" not in str(caught.value)


def test_a_contact_stands_once(stated):
    row = "vp,,officer,json://x,vi,thử"
    with pytest.raises(CatalogueError, match="vp đã có ở dòng 2"):
        stated(row, row)
