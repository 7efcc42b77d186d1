"""The collector rests while much is made that lives on, and wakes as it was."""

import gc

import pytest

from warehouse.memory import collect_garbage_rarely, pause_garbage_collection


@pytest.fixture(autouse=True)
def _thawed():
    yield
    gc.unfreeze()


@pytest.mark.parametrize("was_enabled", [True, False])
def test_it_is_as_it_was_afterwards_even_when_something_fails(was_enabled):
    (gc.enable if was_enabled else gc.disable)()
    with pytest.raises(ZeroDivisionError), pause_garbage_collection():
        1 / gc.isenabled()
    is_enabled = gc.isenabled()
    gc.enable()
    assert is_enabled == was_enabled


def test_what_was_made_inside_is_never_looked_through():
    with pause_garbage_collection():
        objects = [[] for _ in range(1000)]
    assert gc.get_freeze_count() >= 1000
    assert not set(map(id, objects)) & set(map(id, gc.get_objects()))


def test_in_a_process_of_one_run_it_looks_rarely():
    before = gc.get_threshold()
    looks = []
    gc.callbacks.append(lambda phase, _: looks.append(phase))
    try:
        collect_garbage_rarely()
        lists = [[] for _ in range(40_000)]
    finally:
        gc.callbacks.pop()
        gc.set_threshold(*before)
    assert len(lists) == 40_000
    assert looks.count("start") <= 1
