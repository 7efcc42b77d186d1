"""Workbooks damaged by chance, through the reading processes: each decided, none else lost."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assets.raw.inbox import Delivery
from assets.raw.reading_pool import ReadingPool
from expectations.codes import load_codes
from tests.sent import CATALOGUE, RECEIVED, schools, send
from tests.warehouse.files import mutations
from warehouse.files.guard.examination import examine_file

BATCHES, IN_A_BATCH = 4, 40


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    path = tmp_path_factory.mktemp("sound") / "a.xlsx"
    send(path, schools())
    return path.read_bytes(), mutations.typed()


def read(folder, files):
    """Return the result of each file, in order; all come at once, a sound file at the end."""
    deliveries = []
    for number, content in enumerate(files):
        path = folder / f"{number}.xlsx"
        path.write_bytes(content)
        deliveries.append(Delivery(path, RECEIVED))
    answers = list(ReadingPool(CATALOGUE.folder, folder / "archive").read_deliveries(deliveries))
    assert sorted(d.display_name for d, _ in answers) == sorted(d.display_name for d in deliveries)
    by_name = {delivery.display_name: read_result for delivery, read_result in answers}
    return [by_name[delivery.display_name] for delivery in deliveries]


def decisions(read_result):
    return [d.code for d in read_result.reading.drafts] or [
        r.form for r in read_result.reading.reports
    ]


def test_the_workbooks_that_are_damaged_are_sound(tmp_path, sound):
    template, own = read(tmp_path, sound)
    assert decisions(template) == decisions(own) == ["education"]
    assert [len(t.reading.reports[0].drafts) for t in (template, own)] == [0, 0]


def test_every_damaged_workbook_is_decided_and_no_other_is_lost(tmp_path_factory, sound):
    drawn = st.lists(
        st.one_of(*(mutations.damaged(content) for content in sound)),
        min_size=IN_A_BATCH,
        max_size=IN_A_BATCH,
    )

    @settings(
        max_examples=BATCHES,
        phases=["generate"],
        suppress_health_check=list(HealthCheck),
    )
    @given(drawn)
    def decided(files):
        read_results = read(tmp_path_factory.mktemp("batch"), [*files, sound[0]])
        assert all(decisions(one) for one in read_results)
        assert {d.code for one in read_results for d in one.reading.drafts} <= set(load_codes())
        assert decisions(read_results[-1]) == ["education"]

    decided()


def test_bytes_that_changed_on_the_way_never_change_a_figure(tmp_path_factory, sound):
    drawn = st.lists(mutations.hurt(sound[0]), min_size=IN_A_BATCH, max_size=IN_A_BATCH)

    @settings(max_examples=BATCHES, phases=["generate"], suppress_health_check=list(HealthCheck))
    @given(drawn)
    def unchanged(files):
        read_results = read(tmp_path_factory.mktemp("batch"), [*files, sound[0]])
        read_of = [one.reading.reports[0].cells for one in read_results if one.reading.reports]
        assert read_of == [read_of[-1]] * len(read_of)

    unchanged()


def test_the_guard_itself_never_trips(sound):
    @settings(max_examples=400, suppress_health_check=list(HealthCheck))
    @given(st.one_of(*(mutations.damaged(content) for content in sound)))
    def looks(content):
        doubt = examine_file(content)
        assert doubt is None or doubt.code in load_codes()

    looks()


@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]),
)
def test_any_bytes_are_looked_at(tail, magic):
    doubt = examine_file(magic + tail)
    assert doubt is None or doubt.code in load_codes()
