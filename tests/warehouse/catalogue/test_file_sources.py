"""Sources of a catalogue: what may be stated, and what is told of a fault; never a password."""

import shutil

import pytest

from warehouse.catalogue import DEFAULT_CATALOGUE, CatalogueError, load_catalogue

GOOD = """\
- source: mailbox
  url: imaps://baocao%40duongkinh.example@mail.example/Báo cáo
  secret: CHISO_MAIL
- source: exchange
  url: sftp://nop@sftp.example:2222/gửi
- source: bucket
  url: s3://reports/in
"""


@pytest.fixture
def stated(tmp_path):
    """Write a catalogue with the sources given."""
    folder = shutil.copytree(DEFAULT_CATALOGUE, tmp_path / "catalogue")

    def state(text):
        (folder / "sources.yaml").write_text(text, encoding="utf-8")
        return folder

    return state


def test_there_need_be_none():
    assert load_catalogue().sources == ()


def test_they_are_read_in_order(stated):
    sources = load_catalogue(stated(GOOD)).sources
    assert [(s.source, s.is_mailbox, s.secret) for s in sources] == [
        ("mailbox", True, "CHISO_MAIL"),
        ("exchange", False, None),
        ("bucket", False, None),
    ]


@pytest.mark.parametrize(
    ("old", "new", "line", "expected_text"),
    [
        ("nop@sftp", "nop:b1-mat@sftp", 4, "không ghi mật khẩu"),
        ("imaps://", "imap://", 1, "dùng imaps://"),
        ("  secret: CHISO_MAIL\n", "", 1, "hòm thư cần"),
        ("baocao%40duongkinh.example@", "", 1, "hòm thư cần"),
        ("secret: CHISO_MAIL", "secret: b1-mat", 1, "secret"),
        ("secret: CHISO_MAIL", "password: b1-mat", 1, "password"),
        (":2222", ":cổng", 4, "Port"),
        ("s3://reports/in", "/reports/in", 6, "url"),
        ("source: exchange", "source: mailbox", 4, "mailbox đã có ở dòng 1"),
        ("source: bucket", "source: Bucket one", 6, "source"),
    ],
)
def test_a_fault_is_named_with_line_and_remedy_and_no_secret(stated, old, new, line, expected_text):
    assert GOOD.count(old) == 1
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(stated(GOOD.replace(old, new)))
    matching_faults = [f for f in caught.value.faults if expected_text in f.description]
    assert [(f.file_name, f.line) for f in matching_faults] == [("sources.yaml", line)]
    assert all(f.remedy for f in matching_faults)
    assert "b1-mat" not in str(caught.value)
