"""The collector rests while much is made that lives on, and wakes as it was."""

import gc

import pytest

from warehouse.memory import pause_garbage_collection


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
