"""House rules on what a module imports from elsewhere: source text in, one line per fault out."""

import ast
from collections.abc import Iterator

from tests.house_rules import FLOORS, Module


def public_imports(module: Module) -> Iterator[str]:
    """Yield every import of a private name of a library: an upgrade may remove such a name."""
    for node in ast.walk(module.tree):
        for name in _imported_names(node):
            package, *rest = name.split(".")
            if package not in FLOORS and any(_is_private(part) for part in [package, *rest]):
                yield module.fault(node, f"{name} is private: use the library's public interface")


def _imported_names(node: ast.AST) -> list[str]:
    match node:
        case ast.Import():
            return [alias.name for alias in node.names]
        case ast.ImportFrom(module=str() as package, level=0):
            return [f"{package}.{alias.name}" for alias in node.names]
    return []


def _is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")
