"""The house rules as functions: source text in, one line per fault out.

`test_conventions` runs them on this house, and on small houses built to break them.
"""

import ast
import json
import re
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from warehouse.sql_syntax import list_tables_read
from warehouse.store import Store

FLOORS = ("warehouse", "expectations", "assets", "pipelines")
MODULE_LINES, FUNCTION_LINES, SQL_LINES = 250, 40, 120
POSITIONAL, PARAMETERS = 4, 6
TINY = 40  # a module shorter than this may introduce itself in one line
LANGUAGE_MODULE, _LANGUAGES = "warehouse/language.py", ("vi", "en")
BUILT = ("core", "marts")  # schemas whose every table has all five rooms
_VAGUE = re.compile(r"^_?(utils?|helpers?|common|misc|magic(_.*)?)$")
# Written in two pieces, so that this file keeps its own rule.
_SPLIT = "shar~ed/ sub~agent cla~ude /wo~rk/ pypi~.org files.python~hosted index~-url far~m-"
FOREIGN = tuple(_SPLIT.replace("~", "").split())

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Module:
    """A Python file: its path below the root, its text and its tree."""

    path: str
    text: str
    tree: ast.Module

    @property
    def functions(self) -> list[Function]:
        return _functions(self.tree)

    def fault(self, node: ast.AST | None, what: str) -> str:
        return f"{self.path}:{getattr(node, 'lineno', 1)}: {what}"


def modules(root: Path, folders: Iterable[str]) -> list[Module]:
    """Read every Python file below the folders."""
    paths = [p for folder in folders for p in sorted((root / folder).rglob("*.py"))]
    return [_module(p.relative_to(root).as_posix(), p.read_text(encoding="utf-8")) for p in paths]


@cache
def _functions(tree: ast.Module) -> list[Function]:
    return [n for n in ast.walk(tree) if isinstance(n, Function)]


@cache
def _module(path: str, text: str) -> Module:
    """Parse a file once for all rules."""
    return Module(path, text, ast.parse(text))


def short_module(module: Module) -> Iterator[str]:
    lines = len(module.text.splitlines())
    if lines > MODULE_LINES:
        yield module.fault(None, f"{lines} lines, at most {MODULE_LINES}: split the module")


def short_functions(module: Module) -> Iterator[str]:
    for function in module.functions:
        lines = (function.end_lineno or function.lineno) - function.lineno + 1
        if lines > FUNCTION_LINES:
            yield module.fault(
                function, f"{function.name} has {lines} lines, at most {FUNCTION_LINES}"
            )


def few_parameters(module: Module) -> Iterator[str]:
    for function in module.functions:
        arguments = function.args
        positional = [
            a.arg for a in (*arguments.posonlyargs, *arguments.args) if a.arg not in {"self", "cls"}
        ]
        every = len(positional) + len(arguments.kwonlyargs)
        if len(positional) > POSITIONAL or every > PARAMETERS:
            yield module.fault(
                function,
                f"{function.name} takes {len(positional)} positional parameters of {every}, at "
                f"most {POSITIONAL} of {PARAMETERS}: gather them in a value",
            )


def charter(module: Module) -> Iterator[str]:
    docstring = ast.get_docstring(module.tree) or ""
    lines = [line for line in docstring.splitlines() if line.strip()]
    least = 1 if len(module.text.splitlines()) < TINY else 2
    if len(lines) < least:
        yield module.fault(None, "open with what lives here, what must not, what it may call")


def documented(module: Module) -> Iterator[str]:
    for node in _public(module.tree):
        if not ast.get_docstring(node):
            yield module.fault(node, f"{node.name} is public and has no docstring")


def _public(node: ast.Module | ast.ClassDef) -> Iterator[Function | ast.ClassDef]:
    for child in node.body:
        if isinstance(child, Function | ast.ClassDef) and not child.name.startswith("_"):
            yield child
            if isinstance(child, ast.ClassDef):
                yield from _public(child)


def annotated(module: Module) -> Iterator[str]:
    for function in module.functions:
        if function.returns is None:
            yield module.fault(function, f"{function.name} does not say what it returns")


def silent(module: Module) -> Iterator[str]:
    for call in _calls(module):
        if isinstance(call.func, ast.Name) and call.func.id == "print":
            yield module.fault(call, "print() in product code: log it, or let the command say it")


def encoded(module: Module) -> Iterator[str]:
    for call in _calls(module):
        if _opens_text(call) and not any(k.arg in {"encoding", None} for k in call.keywords):
            yield module.fault(call, "name the encoding: encoding='utf-8'")


def _calls(module: Module) -> Iterator[ast.Call]:
    return (n for n in ast.walk(module.tree) if isinstance(n, ast.Call))


def _opens_text(call: ast.Call) -> bool:
    """Return whether a call reads or writes text; `.open(x)` of an archive is not Path's."""
    arguments = list(call.args)
    match call.func:
        case ast.Attribute(attr="read_text" | "write_text"):
            return True
        case ast.Name(id="open"):
            arguments = arguments[1:]
        case ast.Attribute(attr="open"):
            pass
        case _:
            return False
    modes = [*arguments[:1], *(k.value for k in call.keywords if k.arg == "mode")]
    if not modes:
        return True
    mode = modes[0].value if isinstance(modes[0], ast.Constant) else None
    return isinstance(mode, str) and bool(re.fullmatch(r"[rwaxt+]+", mode))


PLAIN_KINDS = ("bool", "float", "int", "json", "null", "path", "table", "text", "timestamp")
"""Kinds of metadata that Dagster's page shows as they are; others become markup, links or code."""
_MARKUP_KINDS = {"md", "markdown", "html", "url", "notebook"}
_VALUE_CLASSES = {
    "MetadataValue",
    "CodeReferencesMetadataValue",  # a link to a file of this project, stated before any run
    *(f"{kind.title()}MetadataValue" for kind in PLAIN_KINDS),
}
DESCRIPTION_AT = {
    "AssetCheckEvaluation": 6,
    "AssetCheckResult": 5,
    "AssetMaterialization": 1,
    "AssetObservation": 1,
    "ExpectationResult": 2,
    "Failure": 0,
    "MaterializeResult": None,
    "ObserveResult": None,
    "TypeCheck": 1,
}
"""What a run yields, and the place of its description among the positional arguments, if any."""
_LOG_LEVELS = {"critical", "debug", "error", "exception", "info", "log", "warn", "warning"}


def plain_metadata(module: Module) -> Iterator[str]:
    """Yield metadata whose kind Dagster's page renders, or whose kind cannot be seen here."""
    nodes = list(ast.walk(module.tree))
    plain = {id(n.value) for n in nodes if isinstance(n, ast.Attribute) and n.attr in PLAIN_KINDS}
    plain |= {id(n) for n in nodes if isinstance(n, ast.alias) and n.asname is None}
    for node in nodes:
        name = _mentioned_name(node)
        is_hidden = name == "MetadataValue" and id(node) not in plain
        is_markup = name.endswith("MetadataValue") and name not in _VALUE_CLASSES
        if is_hidden or is_markup or _calls_markup_kind(node):
            yield module.fault(
                node,
                "Dagster's page renders what is not plain: write dg.MetadataValue.<kind>, one of "
                + ", ".join(PLAIN_KINDS),
            )


def _mentioned_name(node: ast.AST) -> str:
    """Return the last part of a name, also of one in quotes; empty for any other node."""
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name) | ast.alias(name=name):
            return name
        case ast.Constant(value=str(name)):
            return name
        case _:
            return ""


def _calls_markup_kind(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in _MARKUP_KINDS
    )


def literal_descriptions(module: Module) -> Iterator[str]:
    """Yield descriptions, rendered as Markdown by Dagster's page, that are built at run time."""
    renamed = _renamed(module)
    for call in _calls(module):
        name = _mentioned_name(call.func)
        name = renamed.get(name, name)
        if name in DESCRIPTION_AT and not all(map(_is_literal, _descriptions(call, name))):
            yield module.fault(call, f"{name}: a description is a literal, its data are metadata")


def _descriptions(call: ast.Call, name: str) -> Iterator[ast.expr]:
    """Yield the arguments that are the description, or that may hide it."""
    at = DESCRIPTION_AT[name]
    yield from (k.value for k in call.keywords if k.arg in {"description", None})
    yield from (a for a in call.args if isinstance(a, ast.Starred))
    yield from call.args[at : at + 1] if at is not None else ()


def _is_literal(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant)


def _renamed(module: Module) -> dict[str, str]:
    """Return the original of every name that `import … as` or an assignment gives."""
    renamed = {}
    for node in ast.walk(module.tree):
        match node:
            case ast.alias(name=name, asname=str(other)):
                renamed[other] = name
            case ast.Assign(targets=[ast.Name(id=other)], value=ast.Name() | ast.Attribute()):
                renamed[other] = _mentioned_name(node.value)
    return renamed


def literal_log_messages(module: Module) -> Iterator[str]:
    """Yield log messages, whose addresses Dagster's page makes links of, that hold data."""
    getter, followed = "get_dagster_logger", set()
    loggers = {getter, *(other for other, name in _renamed(module).items() if name == getter)}
    fault = "Dagster's log: call its method at once, with one literal; data are metadata"
    for call in _calls(module):
        method = call.func
        if isinstance(method, ast.Attribute) and method.attr in _LOG_LEVELS:
            logger = method.value
            is_made = isinstance(logger, ast.Call) and _mentioned_name(logger.func) in loggers
            if is_made or (isinstance(logger, ast.Attribute) and logger.attr == "log"):
                followed.add(id(logger))
                if call.keywords or not all(map(_is_literal, call.args)):
                    yield module.fault(call, fault)
    for call in _calls(module):
        if _mentioned_name(call.func) in loggers and id(call) not in followed:
            yield module.fault(call, fault)


def one_chooser(module: Module) -> Iterator[str]:
    """Yield comparisons with a language outside `warehouse.language`, and lists of languages."""
    if module.path == LANGUAGE_MODULE:
        return
    for node in ast.walk(module.tree):
        parts: list[ast.expr] = []
        if isinstance(node, ast.Compare):
            parts = [node.left, *node.comparators]
        elif isinstance(node, ast.Tuple | ast.List) and len(node.elts) == len(_LANGUAGES):
            parts = node.elts if all(map(_is_language, node.elts)) else []
        elif isinstance(node, ast.MatchValue):
            parts = [node.value]
        elif isinstance(node, ast.Dict):
            keys = [key for key in node.keys if key is not None and _is_language(key)]
            parts = keys if len(keys) == len(_LANGUAGES) else []
        if any(map(_is_language, parts)):
            yield module.fault(node, "choose by warehouse.language, the only place that does")


def _is_language(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value in _LANGUAGES


def one_register_writer(module: Module) -> Iterator[str]:
    """Yield each place that opens the register for writing beside the journal."""
    for call in _calls(module):
        opens = isinstance(call.func, ast.Name) and call.func.id == "Store"
        register = any(
            isinstance(a, ast.Attribute) and a.attr == "register_file" for a in call.args
        )
        if opens and register and not any(k.arg == "read_only" for k in call.keywords):
            yield module.fault(call, "write the register through open_register: see the journal")


PRODUCT = (
    short_module,
    short_functions,
    few_parameters,
    charter,
    documented,
    annotated,
    silent,
    encoded,
    plain_metadata,
    literal_descriptions,
    literal_log_messages,
    one_chooser,
    one_register_writer,
)
"""The rules that every module of the four floors keeps."""


def telling_names(root: Path, folders: Iterable[str]) -> Iterator[str]:
    """Yield folders and files with a name that says nothing, and packages among the tests."""
    for folder in folders:
        for path in sorted((root / folder).rglob("*")):
            where = path.relative_to(root).as_posix()
            if _VAGUE.match(path.stem):
                yield f"{where}: name it for what it holds"
            if folder == "tests" and path.name == "__init__.py":
                yield f"{where}: tests are no packages"


def sql_shape(path: str, text: str) -> Iterator[str]:
    """Yield the faults of an SQL file: one short SELECT that opens with a comment is wanted."""
    lines = text.splitlines()
    if len(lines) > SQL_LINES:
        yield f"{path}: {len(lines)} lines, at most {SQL_LINES}"
    if not lines or not lines[0].startswith("--"):
        yield f"{path}: open with a comment that says what a row is"
    try:
        statement_count = _statements(text)
    except ValueError as error:
        yield f"{path}: {error}"
    else:
        if statement_count != 1:
            yield f"{path}: {statement_count} statements, exactly one SELECT is wanted"


def _statements(sql: str) -> int:
    with Store(":memory:") as store:
        list_tables_read(store, sql)
        (tree,) = store.query_rows("SELECT json_serialize_sql(?)", [sql])[0]
    return len(json.loads(tree)["statements"])


def promises(root: Path) -> list[tuple[str, Path]]:
    """List every SQL promise with its table."""
    files = sorted((root / "expectations").rglob("*.sql"))
    return [(f"{path.parent.name}.{path.stem.split('__')[0]}", path) for path in files]


def five_rooms(root: Path, tables: Iterable[str]) -> Iterator[str]:
    """Yield missing rooms: a table, its SELECT, its promises and its test share one name."""
    tables = set(tables)
    built = {t for t in tables if t.split(".")[0] in BUILT}
    promised = promises(root)
    yield from (
        f"{path.relative_to(root).as_posix()}: name it <table>__<promise>.sql"
        for _, path in promised
        if "__" not in path.stem
    )
    rooms = {
        "assets/<schema>/<name>.sql or .py": _list_room_tables(root / "assets", "", ".sql")
        | _list_room_tables(root / "assets", "", ".py"),
        "tests/<schema>/test_<name>.py": _list_room_tables(root / "tests", "test_", ".py"),
        "expectations/<schema>/<name>__<promise>.sql": {t for t, _ in promised},
    }
    for room, names in rooms.items():
        yield from (f"{table}: {room} is missing" for table in sorted(built - names))
        yield from (f"{name}: {room} stands for no table" for name in sorted(names - tables))
    makers = "".join(p.read_text(encoding="utf-8") for p in (root / "assets").rglob("*.py"))
    for table in sorted(t for t in tables if t.startswith("raw.")):
        if table not in makers:
            yield f"{table}: no module of assets names it"


def _list_room_tables(folder: Path, prefix: str, suffix: str) -> set[str]:
    return {
        f"{schema}.{path.stem.removeprefix(prefix)}"
        for schema in BUILT
        for path in (folder / schema).glob(f"{prefix}*{suffix}")
        if path.name != "__init__.py"
    }


def kept_files(root: Path) -> list[Path]:
    """List every file of the repository, files not yet added included."""
    listing = subprocess.run(
        ["git", "-c", f"safe.directory={root}", "ls-files", "-z", "-co", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        check=True,
    ).stdout.decode("utf-8")
    return [root / name for name in listing.split("\0") if name and (root / name).is_file()]


def foreign_words(root: Path, files: Iterable[Path]) -> Iterator[str]:
    """Yield words of a machine or a place that a reader elsewhere cannot follow."""
    for path in files:
        content = path.read_bytes().lower()
        for word in FOREIGN:
            if word.encode() in content:
                yield f"{path.relative_to(root).as_posix()}: mentions «{word}»"
