"""Modules are imported in the background; whoever needs one waits for the end."""

import sys
import threading
from importlib import import_module

import pytest

from warehouse.early_imports import start_imports


@pytest.fixture
def modules(tmp_path, monkeypatch):
    """Write two slow modules that note the thread of their import."""
    note = "import threading, time; time.sleep(0.2); importer = threading.current_thread().name"
    for name in ("slow_one", "slow_two"):
        (tmp_path / f"{name}.py").write_text(note, encoding="utf-8")
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.syspath_prepend(tmp_path)
    yield
    for name in ("slow_one", "slow_two"):
        sys.modules.pop(name, None)


@pytest.mark.usefixtures("modules")
def test_modules_are_imported_by_another_thread_and_waited_for():
    start_imports("slow_one", "slow_two")
    while "slow_two" not in sys.modules:
        threading.Event().wait(0.01)
    own_name = threading.current_thread().name
    assert import_module("slow_one").importer != own_name
    assert import_module("slow_two").importer != own_name
