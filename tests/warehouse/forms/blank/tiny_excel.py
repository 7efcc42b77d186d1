"""As much of Excel as our form's formulas use, to hold what they show against what we say.

A range is a list, comparing texts ignores case, and text is more than any number.
"""

import re

_TOKEN = re.compile(
    r'"(?:[^"]|"")*"|[A-Z]+\(|[A-Z]+\d+(?::[A-Z]+\d+)?|\d+|<=|>=|<>|FALSE|[-+&=<>(),]'
)


def value(formula, cells):
    """Evaluate a formula with the cells of its sheet."""
    return _Reader(formula.removeprefix("="), cells).whole()


def is_number(a):
    return isinstance(a, int | float) and not isinstance(a, bool)


def n(a):
    return int(a) if is_number(a) or isinstance(a, bool) else 0


def text(a):
    return "" if a is None else str(a)


def spread(operation, *arguments):
    """Apply to every item of the lists among the arguments."""
    lengths = {len(a) for a in arguments if isinstance(a, list)}
    if not lengths:
        return operation(*arguments)
    (length,) = lengths
    rows = zip(*(a if isinstance(a, list) else [a] * length for a in arguments), strict=True)
    return [operation(*row) for row in rows]


def compare(a, sign, b):
    if a is None or b is None:
        blank = "" if isinstance(a, str) or isinstance(b, str) else 0
        a, b = (blank if a is None else a), (blank if b is None else b)
    x, y = ((isinstance(v, str), v.casefold() if isinstance(v, str) else v) for v in (a, b))
    return {"=": x == y, "<>": x != y, "<": x < y, ">": x > y, "<=": x <= y, ">=": x >= y}[sign]


def flat(arguments):
    return [item for a in arguments for item in (a if isinstance(a, list) else [a])]


FUNCTIONS = {
    "IF": lambda test, yes, no: yes if test else no,
    "AND": lambda *a: all(a),
    "OR": lambda *a: any(a),
    "NOT": lambda a: not a,
    "N": n,
    "SUM": lambda *a: sum(v for v in flat(a) if is_number(v)),
    "COUNT": lambda *a: sum(map(is_number, flat(a))),
    "TRIM": lambda a: " ".join(text(a).split(" ")).strip(),
    "ISNUMBER": is_number,
    "INT": lambda a: a // 1 if is_number(a) else "#VALUE!",
    "LEFT": lambda a, length: spread(lambda v: text(v)[:length], a),
    "SUMPRODUCT": lambda a: sum(map(n, flat([a]))),
}


class _Reader:
    def __init__(self, formula, cells):
        self.tokens = _TOKEN.findall(formula)
        assert "".join(self.tokens) == formula, formula
        self.cells, self.at = cells, 0

    def whole(self):
        result = self.compared()
        assert self.at == len(self.tokens)
        return result

    def take(self, *wanted):
        if self.at < len(self.tokens) and self.tokens[self.at] in wanted:
            self.at += 1
            return self.tokens[self.at - 1]
        return None

    def compared(self):
        left = self.joined()
        while sign := self.take("=", "<>", "<", ">", "<=", ">="):
            left = spread(lambda a, b, s=sign: compare(a, s, b), left, self.joined())
        return left

    def joined(self):
        left = self.added()
        while self.take("&"):
            left = text(left) + text(self.added())
        return left

    def added(self):
        left = self.single()
        while self.take("+"):
            left = spread(lambda a, b: n(a) + n(b), left, self.single())
        return left

    def single(self):
        if self.take("-"):
            return spread(lambda a: -n(a), self.single())
        if self.take("("):
            inner = self.compared()
            assert self.take(")")
            return inner
        token = self.tokens[self.at]
        self.at += 1
        if token.endswith("("):
            return self.call(token[:-1])
        if token.startswith('"'):
            return token[1:-1].replace('""', '"')
        if token == "FALSE":
            return False
        return int(token) if token.isdigit() else self.cell(token)

    def cell(self, token):
        if ":" not in token:
            return self.cells.get(token)
        first, last = token.split(":")
        rows = range(int(first[1:]), int(last[1:]) + 1)
        return [self.cells.get(f"{first[0]}{row}") for row in rows]

    def call(self, name):
        arguments = []
        while not self.take(")"):
            arguments.append(self.compared())
            self.take(",")
        return FUNCTIONS[name](*arguments)
