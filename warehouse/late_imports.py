"""Modules that load when they are first used, and not when a library imports them.

For what a library imports and this program never needs. Imports no house module.
"""

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import LazyLoader
from types import ModuleType


class _LateFinder(MetaPathFinder):
    """Finds the named modules as Python does, and postpones their loading."""

    def __init__(self, names: frozenset[str]) -> None:
        self._names = names

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return the specification of a named module; None leaves a module to other finders."""
        if fullname not in self._names:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec and spec.loader:
            spec.loader = LazyLoader(spec.loader)
        return spec


def postpone_imports(*modules: str) -> None:
    """Load the modules at their first use in this process; those already loaded stay."""
    sys.meta_path.insert(0, _LateFinder(frozenset(modules)))
