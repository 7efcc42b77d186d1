"""The import of modules in the background, while a run waits for other processes or a database.

Imports by name only; each step names the modules that the step needs. Imports no house module.
"""

import threading
from importlib import import_module


def start_imports(*modules: str) -> None:
    """Start to import modules in the background; whoever needs a module waits for the import.

    A module that cannot be imported fails again there.
    """
    threading.Thread(target=_import_all, args=modules, daemon=True).start()


def _import_all(*modules: str) -> None:
    for module in modules:
        import_module(module)
