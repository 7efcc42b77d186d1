"""The language rules as functions: modules in, one line per fault out.

`test_language` runs them on the four floors and the tests, and on small modules that break them;
`language_figures` counts with them. The words are data: `VERBS` may open a docstring, `FORBIDDEN`
may not be a name, `INTERFACES` may be defined in several modules. A missing verb is added here.
"""

import ast
import builtins
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from tests.house_rules import Function, Module

_VERBS = """
accept acknowledge add aggregate allow append apply archive arrange ask assemble assert assign
attach attempt average begin build cache calculate call change check choose clamp classify clean
clear close collect combine compare compile complete compose compute connect construct convert
copy count cover create cut damage decide declare decode define delete deliver derive describe
detect determine discard divide do draw drop edit emit encode end ensure escape estimate
evaluate execute expand expect explain export extract fail fetch fill filter find flag flatten
fold forge format gather generate get give group guard guess handle hash hold ignore implement
import infer insert inspect iterate join judge keep kill label leave let lift limit list load lock
log look make map mark mask match materialize measure merge move name normalize note notify
number open order parse pass place plan plant point prepare press prevent print process produce
protect provide publish purge put query quote raise rank read rebuild receive recognise recognize
record redraw refuse register reject release remove rename render repeat replace report represent
request require resolve restore restrict retry return reveal rewrite round run sample save say scan
score search seize select send serialize set shift shorten show skip sort specify split spread
start state stop store strip subtract sum summarise summarize supersede supervise suppress tag
take tell test tighten track transform translate trim try turn type unpack update use validate
verify visit wait walk warn widen withdraw wrap write yield
"""
VERBS = frozenset(_VERBS.split())
_FORBIDDEN = """
asked beside building found heard held house kept looked made meant named said say says seen
shown taken telling tells told words
"""
FORBIDDEN = frozenset(_FORBIDDEN.split())
"""Names that do not say what the thing is: participles, and words with a plainer term."""
INTERFACES = {
    "main": "the entry point of a command or a program",
    "build_rows": "builds the rows of a table that is made in Python: `assets.table_assets`",
    "derive_columns": "the columns of a rule family of series: `expectations.series.series_suite`",
    "build_rules": "the rules of a rule family of series: `expectations.series.series_suite`",
    "build_signal": "the signal of a rule family of series: `expectations.series.series_suite`",
}
"""Public names that several modules define on purpose, and the interface that they share."""
_SQL_NAME = re.compile(r"\b(\w+)\s+AS\s+(?:MATERIALIZED\s+)?\(|\bAS\s+(\w+)")
_BACKTICKED = re.compile(r"(?<!`)`([A-Za-z_][A-Za-z0-9_.]*)`(?!`)")
_FILE_NAME = re.compile(r"\w+\.(csv|css|html|js|json|md|py|sql|toml|txt|yaml)")
_EXEMPT_DECORATORS = {"property", "cached_property", "command", "callback"}

Documented = Function | ast.ClassDef | ast.Module


def find_unclear_docstrings(module: Module) -> Iterator[str]:
    """Yield the functions with a docstring that opens without a verb in the imperative."""
    for function in module.functions:
        docstring = ast.get_docstring(function)
        if docstring and not is_exempt(function) and not opens_with_verb(docstring):
            yield module.fault(
                function, f"{function.name}: open the docstring with a verb, as in «Return …»"
            )


def is_exempt(function: Function) -> bool:
    """Return whether a function is a property, a command with its help text, or a test."""
    names = {_read_decorator_name(decorator) for decorator in function.decorator_list}
    return bool(names & _EXEMPT_DECORATORS) or function.name.startswith("test_")


def _read_decorator_name(decorator: ast.expr) -> str:
    target = decorator.func if isinstance(decorator, ast.Call) else decorator
    return target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", "")


def opens_with_verb(docstring: str) -> bool:
    """Return whether the first word of a docstring is one of `VERBS`."""
    return docstring.split()[0].strip(",.:;").lower() in VERBS


def find_unclear_names(module: Module) -> Iterator[str]:
    """Yield the names that are one of `FORBIDDEN`."""
    for node, name in list_defined_names(module.tree):
        if name.strip("_").lower() in FORBIDDEN:
            yield module.fault(node, f"«{name}» does not say what the thing is: name it plainly")


def list_defined_names(tree: ast.Module) -> Iterator[tuple[ast.AST, str]]:
    """Yield every name that a module defines: functions, classes, parameters, variables, fields."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                yield node, node.name
            case ast.arg():
                yield node, node.arg
            case ast.Name(ctx=ast.Store(), id=name) | ast.Attribute(ctx=ast.Store(), attr=name):
                yield node, name
            case ast.alias(asname=str(name)):
                yield node, name


def find_unclear_sql_names(path: str, sql: str) -> Iterator[str]:
    """Yield the WITH queries and the aliases of a SELECT that are one of `FORBIDDEN`."""
    for match in _SQL_NAME.finditer(sql):
        name = match[1] or match[2]
        if name.lower() in FORBIDDEN:
            yield f"{path}: «{name}» does not say what the rows are: name it plainly"


def find_unclear_queries(module: Module) -> Iterator[str]:
    """Yield the forbidden names in the queries that a module holds as texts."""
    docstrings = {id(_find_docstring(node)) for node in ast.walk(module.tree)}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Constant) and id(node) not in docstrings:
            text = node.value if isinstance(node.value, str) else ""
            if re.search(r"\b(SELECT|FROM|JOIN)\b", text):
                yield from find_unclear_sql_names(f"{module.path}:{node.lineno}", text)


def find_shared_names(modules: Iterable[Module]) -> Iterator[str]:
    """Yield the public names at the top of two modules, `INTERFACES` aside."""
    places = defaultdict(list)
    for module in modules:
        for node in list_top_level(module.tree):
            if not node.name.startswith("_"):
                places[node.name].append(module.path)
    for name, paths in sorted(places.items()):
        if len(paths) > 1 and name not in INTERFACES:
            yield f"{name} is defined in {', '.join(paths)}: give each a name of its own"


def list_top_level(tree: ast.Module) -> list[Function | ast.ClassDef]:
    """List the functions and classes at the top of a module."""
    return [node for node in tree.body if isinstance(node, Function | ast.ClassDef)]


def collect_known_names(
    modules: Iterable[Module], other_texts: Iterable[str] = (), file_names: Iterable[str] = ()
) -> set[str]:
    """Return every identifier of the modules, their docstrings aside, and of the other texts."""
    names = {*dir(builtins), *file_names}
    for module in modules:
        names |= set(module.path.removesuffix(".py").split("/"))
        docstrings = {id(_find_docstring(n)) for n in ast.walk(module.tree)}
        for node in ast.walk(module.tree):
            if id(node) not in docstrings:
                names |= set(_list_mentioned_names(node))
    for text in other_texts:
        names |= set(re.findall(r"\w+", text))
    return names


def _find_docstring(node: ast.AST) -> ast.expr | None:
    body = node.body if isinstance(node, Documented) else []
    return body[0].value if body and isinstance(body[0], ast.Expr) else None


def _list_mentioned_names(node: ast.AST) -> list[str]:
    """List the names in a node; a text counts when it is an identifier, a column for one."""
    match node:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return [name]
        case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name):
            return [name]
        case ast.keyword(arg=str(name)):
            return [name]
        case ast.alias(name=name, asname=other):
            return [*name.split("."), *([other] if other else [])]
        case ast.ImportFrom(module=str(name)):
            return name.split(".")
        case ast.Constant(value=str(text)) if re.fullmatch(r"[\w.]+", text):
            return [text, *text.split(".")]
    return []


def find_unknown_mentions(module: Module, known_names: set[str]) -> Iterator[str]:
    """Yield the names in single backticks of a docstring that exist nowhere."""
    for node in ast.walk(module.tree):
        docstring = ast.get_docstring(node) if isinstance(node, Documented) else None
        for name in _BACKTICKED.findall(docstring or ""):
            parts = {name} if _FILE_NAME.fullmatch(name) else set(name.split("."))
            if not parts <= known_names:
                yield module.fault(node, f"the docstring mentions «{name}», which does not exist")
