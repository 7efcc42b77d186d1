"""Old workbooks that other readers open: odd directories and objects on a sheet are no damage."""

import pytest

from tests.warehouse.files.old_excel import END, as_xls
from tests.warehouse.forms.typed_files import is_whole, only, read


@pytest.mark.parametrize("start", [0, 3, 4, 11, END])
def test_a_root_without_small_streams_may_point_anywhere(start):
    assert is_whole(only(as_xls(root=(start, 0)), "a.xls"))


def test_a_root_whose_small_streams_lie_in_the_workbook_is_damage():
    assert [d.code for d in read(as_xls(root=(3, 64))).drafts] == ["E-FILE-012"]


@pytest.mark.parametrize(
    "embedded", [("WordDocument",), ("WordDocument", "1Table"), ("1Table", "PowerPoint Document")]
)
def test_a_document_within_a_sheet_leaves_the_workbook_a_workbook(embedded):
    assert is_whole(only(as_xls(embedded=embedded), "a.xls"))


def test_a_workbook_within_a_document_leaves_the_document_a_document():
    content = as_xls(main="WordDocument", embedded=("Workbook",))
    assert [d.code for d in read(content, "a.xls").drafts] == ["E-FILE-017"]


def test_a_locked_object_within_a_sheet_locks_nothing():
    assert is_whole(only(as_xls(embedded=("EncryptedPackage",)), "a.xls"))
    assert [d.code for d in read(as_xls(main="EncryptedPackage")).drafts] == ["E-FILE-011"]
