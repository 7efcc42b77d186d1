"""The language of the code in figures: `python -m tests.language_figures` prints them.

`test_language` holds the four floors to `LIMITS`. The rules themselves are `language_rules`.
"""

import ast
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from tests.house_rules import FLOORS, Module, modules
from tests.language_rules import Documented, list_top_level, opens_with_verb

ROOT = Path(__file__).parent.parent
PRONOUNS = re.compile(
    r"\b(what|which|whom|whose|that|those|these|it|its|none|one|ones|others?|such|so)\b"
)


@dataclass(frozen=True, slots=True)
class LanguageFigures:
    """Names and docstrings of some modules in figures: percent, then a rate, then a count."""

    one_word_names: float
    verb_docstrings: float
    pronouns: float
    shared_names: float
    modules_in_cycles: int


LIMITS = {
    "one_word_names": ("one-word function names, %", "<=", 25),
    "verb_docstrings": ("docstrings of functions that open with a verb, %", ">=", 75),
    "pronouns": ("pronouns and relatives per 100 words of docstrings", "<=", 3.5),
    "shared_names": ("top-level names of several modules, %", "<=", 10),
    "modules_in_cycles": ("modules in an import cycle", "<=", 0),
}
"""The meaning of each figure, and the limit that the four floors keep."""
WANTED_TEST_LINES = 0.95


def measure_language(examined: Iterable[Module]) -> LanguageFigures:
    """Measure the names, the docstrings and the imports of modules."""
    examined = list(examined)
    functions = [f for m in examined for f in m.functions if not f.name.startswith("__")]
    docstrings = [docstring for f in functions if (docstring := ast.get_docstring(f))]
    defined = Counter(node.name for m in examined for node in list_top_level(m.tree))
    return LanguageFigures(
        one_word_names=_compute_percent("_" not in f.name.strip("_") for f in functions),
        verb_docstrings=_compute_percent(map(opens_with_verb, docstrings)),
        pronouns=_compute_pronoun_rate(examined),
        shared_names=_compute_percent(defined[name] > 1 for name in defined.elements()),
        modules_in_cycles=len(find_cyclic_modules(examined)),
    )


def _compute_pronoun_rate(examined: list[Module]) -> float:
    """Return the pronouns per 100 words of the first paragraphs of all docstrings."""
    documented = [n for m in examined for n in ast.walk(m.tree) if isinstance(n, Documented)]
    paragraphs = [d.split("\n\n")[0].lower() for n in documented if (d := ast.get_docstring(n))]
    word_count = sum(len(re.findall(r"[a-z']+", paragraph)) for paragraph in paragraphs)
    return 100 * sum(len(PRONOUNS.findall(p)) for p in paragraphs) / max(word_count, 1)


def _compute_percent(answers: Iterable[bool]) -> float:
    answers = list(answers)
    return 100 * sum(answers) / max(len(answers), 1)


def find_cyclic_modules(examined: Iterable[Module]) -> list[str]:
    """List the modules that import themselves, directly or through other modules."""
    trees = {_get_dotted_name(module.path): module.tree for module in examined}
    imports = {name: set(_list_imports(tree)) & set(trees) - {name} for name, tree in trees.items()}
    return sorted(name for name in imports if name in _list_reachable_modules(name, imports))


def _get_dotted_name(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _list_imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=str(package), names=names):
                yield from (package, *(f"{package}.{alias.name}" for alias in names))


def _list_reachable_modules(name: str, imports: dict[str, set[str]]) -> set[str]:
    reachable: set[str] = set()
    waiting = [*imports[name]]
    while waiting:
        module = waiting.pop()
        if module not in reachable:
            reachable.add(module)
            waiting += imports[module]
    return reachable


def count_code_lines(root: Path, folders: Iterable[str]) -> int:
    """Count the lines of Python and SQL below the folders, blank lines aside."""
    paths = [p for folder in folders for p in (root / folder).rglob("*") if p.is_file()]
    texts = [p.read_text(encoding="utf-8") for p in paths if p.suffix in {".py", ".sql"}]
    return sum(bool(line.strip()) for text in texts for line in text.splitlines())


def find_broken_limits(figures: LanguageFigures) -> list[str]:
    """List the figures that are beyond their limit."""
    broken = []
    for field in fields(figures):
        meaning, comparison, limit = LIMITS[field.name]
        value = getattr(figures, field.name)
        if value > limit if comparison == "<=" else value < limit:
            broken.append(f"{meaning}: {value:.1f}, {comparison} {limit} is wanted")
    return broken


def main() -> int:
    """Print the figures of the four floors and of the tests; return 1 if a limit is broken."""
    figures = measure_language(modules(ROOT, FLOORS))
    test_figures = measure_language(modules(ROOT, ["tests"]))
    sys.stdout.write(f"{'':55}{'floors':>8}{'tests':>8}  wanted of the floors\n")
    for name, (meaning, comparison, limit) in LIMITS.items():
        values = f"{getattr(figures, name):8.1f}{getattr(test_figures, name):8.1f}"
        sys.stdout.write(f"{meaning:55}{values}  {comparison} {limit}\n")
    ratio = count_code_lines(ROOT, ["tests"]) / count_code_lines(ROOT, FLOORS)
    meaning = "lines of tests to lines of the four floors"
    sys.stdout.write(f"{meaning:63}{ratio:8.2f}  >= {WANTED_TEST_LINES}, not held by a test\n")
    return int(bool(find_broken_limits(figures)))


if __name__ == "__main__":
    sys.exit(main())
