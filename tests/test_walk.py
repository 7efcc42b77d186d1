"""The way of a file, as documented, is the way through the code: every step exists and leads on."""

import ast
import re
from functools import lru_cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
STEP = re.compile(r"^( *)- \[(\S+\.py)\]\(\.\./\2\) `(\w+)`")
README_STEP = re.compile(r"^ *\d+ +(\w+) +(\S+\.py)\b", re.MULTILINE)
FUNCTION = ast.FunctionDef | ast.AsyncFunctionDef


def list_steps(text):
    """Return the steps of the page: depth, file, function."""
    lines = [line for line in text.splitlines() if line.lstrip().startswith("- ")]
    matches = [(line, STEP.match(line)) for line in lines]
    assert all(match for _, match in matches), [line for line, match in matches if not match]
    return [(len(m[1]) // 2, m[2], m[3]) for _, m in matches]


def pair_with_callers(steps):
    """Return each step but the first, with the nearest step above that is less indented."""
    open_steps, pairs = [], []
    for depth, *step in steps:
        del open_steps[depth:]
        pairs += [(open_steps[-1], step)] if open_steps else []
        open_steps.append(step)
        assert len(open_steps) == depth + 1, f"{step} is indented too far"
    return pairs


@lru_cache
def load_definitions(file):
    """Return the definitions of a module and of its classes: name -> syntax tree."""
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    members = [node for c in tree.body if isinstance(c, ast.ClassDef) for node in c.body]
    return {n.name: n for n in (*tree.body, *members) if isinstance(n, FUNCTION | ast.ClassDef)}


def list_words(node):
    """List every name and every word of a text in the code of a definition, docstrings left out."""
    texts = {id(n.value) for n in ast.walk(node) if isinstance(n, ast.Expr)}
    for part in ast.walk(node):
        match part:
            case ast.Name(id=name) | ast.Attribute(attr=name):
                yield name
            case ast.Constant(value=str(text)) if id(part) not in texts:
                yield from re.findall(r"\w+", text)


def reaches(caller, callee):
    """Return whether a function names another, itself or by the functions of its own module."""
    file, function = caller
    definitions = load_definitions(file)
    names, waiting = set(), [function]
    while waiting:
        mentions = set(list_words(definitions[waiting.pop()])) - names
        waiting += [word for word in mentions if isinstance(definitions.get(word), FUNCTION)]
        names |= mentions
    return callee[1] in names


STEPS = list_steps((ROOT / "docs" / "walk.md").read_text(encoding="utf-8"))
PAIRS = pair_with_callers(STEPS)


def test_the_page_leads_from_the_night_to_the_publication():
    functions = [function for _, _, function in STEPS]
    assert functions[0] == "run_nightly_job"
    assert {"list_ready_deliveries", "write_page", "publish_draft"} <= set(functions)


@pytest.mark.parametrize(("_", "file", "function"), STEPS)
def test_each_function_is_defined_in_its_file(_, file, function):
    assert function in load_definitions(file)


@pytest.mark.parametrize(("caller", "callee"), PAIRS, ids=lambda step: step[1])
def test_each_step_is_called_by_the_one_above(caller, callee):
    assert reaches(caller, callee), f"{caller} does not lead to {callee}"


def test_the_way_in_the_readme_is_a_part_of_the_page_in_the_same_order():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    steps = [(file, function) for function, file in README_STEP.findall(text)]
    assert len(steps) == 10
    rest = iter([(file, function) for _, file, function in STEPS])
    assert [step for step in steps if step not in rest] == []


@pytest.mark.parametrize(
    ("caller", "callee"),
    [
        (("assets/intake.py", "ingest_inbox"), ("assets/publication.py", "publish_draft")),
        (("assets/raw/reader.py", "read_file"), ("assets/raw/reader_service.py", "serve_tasks")),
    ],
)
def test_a_step_that_leads_elsewhere_is_found(caller, callee):
    assert not reaches(caller, callee)


def test_a_line_that_is_no_step_is_found():
    with pytest.raises(AssertionError, match="somewhere"):
        list_steps("- [assets/intake.py](../assets/intake.py) `ingest_inbox`\n- somewhere")
