"""Who may send for whom: what may be stated, where a fault is, and what `check` notes."""

import shutil

import pytest

from warehouse.catalogue import DEFAULT_CATALOGUE, CatalogueError, load_catalogue
from warehouse.catalogue.declarations import ReplacementLimit
from warehouse.catalogue.dictionary import render_dictionary
from warehouse.catalogue.lint import lint_catalogue
from warehouse.catalogue.senders import list_ancestor_ids, select_unit_senders

HEADER = "sender,source,address,units,authentication,public_keys,signature,basis\n"
SOURCES = """\
- source: hop_thu
  url: imaps://baocao%40duongkinh.example@mail.example/INBOX
  secret: CHISO_MAIL
  authserv_id: mail.example
- source: hop_thu_cu
  url: imaps://cu%40duongkinh.example@mail.example/INBOX
  secret: CHISO_MAIL
- source: sftp_quan
  url: sftp://nop@sftp.example/gui
"""
KEY = "RW" + "Q" * 54
GOOD = f"""\
cong_an,hop_thu,baocao@ca.example,DK-CA,,,,CV 1
phuong,sftp_quan,,DK-DAPHUC;DK-ANHDUNG,,{KEY},required,CV 2
van_thu,inbox,,DK,,,,CV 3
"""


@pytest.fixture
def stated(tmp_path):
    """Write a catalogue with sources and the senders given."""
    folder = shutil.copytree(DEFAULT_CATALOGUE, tmp_path / "catalogue")
    (folder / "sources.yaml").write_text(SOURCES, encoding="utf-8")

    def state(rows):
        (folder / "senders.csv").write_text(HEADER + rows, encoding="utf-8")
        return folder

    return state


def test_by_default_nobody_is_bound_and_a_large_replacement_waits():
    shipped = load_catalogue()
    assert shipped.senders == ()
    assert shipped.programme.replacement == ReplacementLimit(share=0.5, amount=10)


def test_they_are_read_in_order_with_what_a_blank_means(stated):
    police, wards, clerk = load_catalogue(stated(GOOD)).senders
    assert (police.place, police.units) == (("hop_thu", "baocao@ca.example"), ("DK-CA",))
    assert (police.authentication, police.signature) == ("required", "optional")
    assert (wards.place, wards.units) == (("sftp_quan", None), ("DK-DAPHUC", "DK-ANHDUNG"))
    assert (wards.public_keys, wards.signature) == ((KEY,), "required")
    assert clerk.place == ("inbox", None)


def test_a_sender_speaks_for_its_units_and_all_below(stated):
    catalogue = load_catalogue(stated(GOOD))
    parents = {unit.unit: unit.parent for unit in catalogue.units.values()}

    def speakers(unit):
        ancestors = list_ancestor_ids(parents, unit)
        return [s.sender for s in select_unit_senders(catalogue.senders, ancestors)]

    assert speakers("DK-CA") == ["cong_an", "van_thu"]
    assert speakers("DK-ANHDUNG") == ["phuong", "van_thu"]
    assert speakers("HP-DOSON") == []


@pytest.mark.parametrize(
    ("row", "part"),
    [
        ("a,hop_thu,,DK,,,,CV", "hòm thư thì có address"),
        ("a,inbox,a@b.example,DK,,,,CV", "hòm thư thì có address"),
        ("a,nowhere,,DK,,,,CV", "không có nowhere"),
        ("a,inbox,,DK-XYZ,,,,CV", "không có DK-XYZ"),
        ("a,inbox,,,,,,CV", "units"),
        ("a,hop_thu,Ông A <a@b.example>,DK,,,,CV", "address"),
        ("a,hop_thu,A@b.example,DK,,,,CV", "viết thường"),
        ("a,hop_thu_cu,a@b.example,DK,,,,CV", "authserv_id"),
        ("a,inbox,,DK,,,required,CV", "public_keys"),
        ("a,inbox,,DK,,RWQ,,CV", "minisign"),
        ("a,inbox,,DK,sometimes,,,CV", "authentication"),
        ("a,inbox,,DK,,,,", "basis"),
    ],
)
def test_a_fault_is_named_with_file_and_line(stated, row, part):
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(stated(GOOD.replace("van_thu,inbox,,DK,,,,CV 3", row)))
    (fault,) = caught.value.faults
    assert (fault.file_name, fault.line) == ("senders.csv", 4)
    assert part.lower() in fault.description.lower()


def test_one_place_is_one_sender(stated):
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(stated(GOOD + "khac,inbox,,HP,,,,CV 4\n"))
    assert [(f.line, "dòng 4" in f.description) for f in caught.value.faults] == [(5, True)]


def test_a_mailbox_without_authserv_id_serves_whom_silence_is_enough_for(stated):
    row = "a,hop_thu_cu,a@b.example,DK,if_stated,,,CV\n"
    assert load_catalogue(stated(row)).senders[0].authentication == "if_stated"


def test_no_source_takes_the_name_of_the_inbox(stated):
    folder = stated("")
    text = SOURCES.replace("source: sftp_quan", "source: inbox")
    (folder / "sources.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(folder)
    assert [fault.file_name for fault in caught.value.faults] == ["sources.yaml"]


def test_the_units_that_anybody_may_speak_for_are_noted(stated):
    def unbound(rows):
        lint = lint_catalogue(stated(rows))
        assert lint.faults == []
        return [n.description for n in lint.notes if n.file_name == "senders.csv"]

    (note,) = unbound(GOOD)
    assert note.endswith("3 units: HP-HUNGDAO, HP-DUONGKINH, HP-DOSON")
    assert unbound(GOOD + "tinh,hop_thu,b@c.example,HP,,,,CV 4\n") == []


def test_a_unit_above_itself_ends_the_note(stated):
    assert list_ancestor_ids({"A": "B", "B": "A"}, "A") == ["A", "B"]


def test_the_dictionary_states_them(stated):
    text = render_dictionary(load_catalogue(stated(GOOD)))
    row = "| `cong_an` | hop_thu | baocao@ca.example | DK-CA | required |  | CV 1 |"
    assert row in text
    assert "more than 50 % and more than 10" in text


@pytest.mark.parametrize(
    ("old", "new", "waits"),
    [
        (56, 140, True),
        (56, 84, False),
        (56, 85, True),
        (10, 20, False),
        (10, 21, True),
        (0, 10, False),
    ],
)
def test_both_limits_must_be_exceeded(old, new, waits):
    limit = ReplacementLimit(share=0.5, amount=10)
    assert limit.is_exceeded(old, new) is waits
    assert limit.is_exceeded(new, old) is (abs(new - old) > max(10, new / 2))
