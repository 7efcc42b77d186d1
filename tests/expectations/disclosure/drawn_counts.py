"""Tables of counts drawn as sums: `area = a 3 + b 20` is a whole and its parts, `c 4` a count."""

from expectations.disclosure.count_table import CountSum, CountTable


def draw_counts(text, *, offered=None, **settings):
    """Return the table of the drawn sums; without `offered` every count is offered.

    A part with a number is a new count, one without is written above it.
    """
    values, sums = {}, []
    for line in filter(None, map(str.strip, text.splitlines())):
        whole, equals, right = line.rpartition(" = ")
        parts = [_read_count(values, part) for part in right.split(" + ")]
        if equals:
            total = sum(values[part] for part in parts)
            assert values.setdefault(whole, total) == total, f"{line}: the sum is {total}"
            sums.append(CountSum(whole, tuple(parts)))
    return CountTable(values, sums, list(values) if offered is None else offered, **settings)


def _read_count(values, text):
    name, _, number = text.partition(" ")
    if number:
        assert name not in values, f"{name} is drawn twice"
        values[name] = int(number)
    return name
