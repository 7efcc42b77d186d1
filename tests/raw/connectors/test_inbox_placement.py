"""Files put into the inbox: whole, of their moment, under a name that is no path."""

import io
import os
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.raw import inbox
from assets.raw.connectors import inbox_placement
from assets.raw.connectors.connector import SourceFile
from assets.raw.connectors.inbox_placement import (
    build_inbox_name,
    list_staged_files,
    release_files,
    stage_file,
)
from tests.sent import RECEIVED


def put(folder, name, content=b"PK"):
    staged = stage_file(folder, SourceFile(name, io.BytesIO(content)), RECEIVED)
    if staged is None:
        return None
    staged.release()
    return staged.sha256


def test_a_file_lies_in_the_inbox_as_of_the_moment_it_was_received(tmp_path):
    assert put(tmp_path, "Báo cáo.xlsx") == sha256(b"PK").hexdigest()
    (delivery,) = inbox.list_ready_deliveries(tmp_path)
    assert (delivery.display_name, delivery.received_at) == ("Báo cáo.xlsx", RECEIVED)
    assert delivery.path.read_bytes() == b"PK"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_staged_file_is_not_in_the_inbox_until_it_is_released(tmp_path):
    staged = [
        stage_file(tmp_path, SourceFile("a-1.xlsx", io.BytesIO(content)), RECEIVED, part)
        for part, content in enumerate((b"1", b"2"), 1)
    ]
    assert inbox.list_ready_deliveries(tmp_path) == []
    assert list(list_staged_files(tmp_path)) == staged
    release_files(tmp_path, staged)
    names = [d.display_name for d in inbox.list_ready_deliveries(tmp_path)]
    assert "a-1.xlsx" in names
    assert all(name.startswith("a-1") for name in names)
    assert list(list_staged_files(tmp_path)) == []


def test_files_of_one_name_lie_side_by_side(tmp_path):
    for content in (b"1", b"2", b"3"):
        put(tmp_path, "a.xlsx", content)
    assert sorted(p.read_bytes() for p in tmp_path.iterdir()) == [b"1", b"2", b"3"]


def test_a_name_that_a_dead_link_has_is_not_free(tmp_path):
    (tmp_path / "a.xlsx").symlink_to(tmp_path / "nowhere")
    put(tmp_path, "a.xlsx")
    assert (tmp_path / "a.xlsx").is_symlink()
    assert [d.path.read_bytes() for d in inbox.list_ready_deliveries(tmp_path)] == [b"PK"]


def test_more_than_can_be_read_is_not_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(inbox_placement, "MAX_FILE_SIZE", 4)
    assert put(tmp_path, "a.xlsx", b"12345") is None
    assert list(tmp_path.iterdir()) == []
    assert put(tmp_path, "a.xlsx", b"1234")


def test_a_source_that_breaks_off_leaves_nothing(tmp_path):
    class Broken(io.BytesIO):
        def read(self, size=-1):
            if not (piece := super().read(1)):
                raise ConnectionResetError
            return piece

    with pytest.raises(ConnectionResetError):
        stage_file(tmp_path, SourceFile("a.xlsx", Broken(b"PK")), RECEIVED)
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_run_left_is_written_over_and_a_link_is_not_followed(tmp_path):
    victim = tmp_path / "victim"
    victim.write_bytes(b"precious")
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / inbox_placement._DRAFT_NAME).symlink_to(victim)
    put(tmp_path / "inbox", "a.xlsx")
    assert victim.read_bytes() == b"precious"
    assert [p.name for p in (tmp_path / "inbox").iterdir()] == ["a.xlsx"]


@pytest.mark.parametrize(
    ("sent", "lies"),
    [
        ("Báo cáo quý II/2023.xlsx", "Báo cáo quý II-2023.xlsx"),
        ("../../etc/passwd", "_..-..-etc-passwd"),
        ("C:\\Users\\a.xlsx", "C:-Users-a.xlsx"),
        (".ẩn.xlsx", "_.ẩn.xlsx"),
        ("~$khóa.xlsx", "_~$khóa.xlsx"),
        ("dở.TMP", "dở.TMP.bin"),
        ("a\nb.xlsx", "a-u000ab.xlsx"),
        ("a\u202exslx.exe", "a-u202exslx.exe"),
        ("b\udce1o.xlsx", "b���o.xlsx"),
        ("\ud800.xlsx", "���.xlsx"),
        ("", "_"),
        (" ", "_"),
        ("..", "_.."),
    ],
)
def test_a_name_is_data(sent, lies):
    assert build_inbox_name(sent) == lies


def test_a_long_name_keeps_its_suffix():
    name = build_inbox_name("Ộ" * 300 + ".xlsx")
    assert name == "Ộ" * 60 + ".xlsx"


def test_what_is_cut_off_leaves_no_name_of_an_unfinished_file():
    assert build_inbox_name("a" * 176 + ".tmp.") == "a" * 176 + ".tmp.bin"
    assert build_inbox_name("." * 300) == "_" + "." * 180


@given(st.text(st.characters(), max_size=300))
def test_every_name_may_lie_in_the_inbox_and_is_taken_from_it(name):
    lies = build_inbox_name(name)
    assert 0 < len(os.fsencode(lies)) <= 220
    assert "/" not in lies
    assert "\0" not in lies
    assert not inbox.is_unfinished(lies)
