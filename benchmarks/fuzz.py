"""Workbooks damaged at random for a given time: each needs a decision, and no other file is lost.

Run as `python -m benchmarks.fuzz --minutes 10`; `--keep` names the folder for every file
without a decision, with a changed figure, or with a lost reading process.
"""

import argparse
import sys
import time
import warnings
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import strategies as st
from hypothesis.errors import NonInteractiveExampleWarning

from assets.raw.inbox import Delivery
from assets.raw.reading_pool import ReadingPool
from tests.sent import CATALOGUE, RECEIVED, schools, send
from tests.warehouse.forms import mutations

BATCH = 200


def main() -> None:
    """Read damaged files and count the decisions until the time is over."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--keep", type=Path, default=Path("fuzz-finds"))
    options = parser.parse_args()
    warnings.simplefilter("ignore", NonInteractiveExampleWarning)
    until, seen, slowest = time.monotonic() + 60 * options.minutes, Counter(), 0.0
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        strategies = _strategies(folder)
        while time.monotonic() < until:
            started = time.monotonic()
            for path, decision in _batch(folder, strategies):
                seen[decision] += 1
                if decision in ("", "E-FILE-003", "lost", "changed"):
                    options.keep.mkdir(exist_ok=True)
                    name = f"{decision or 'undecided'}-{seen[decision]}.bin"
                    (options.keep / name).write_bytes(path.read_bytes())
            slowest = max(slowest, time.monotonic() - started)
    sys.stdout.write(f"{seen.total()} files, slowest batch of {BATCH} {slowest:.1f} s\n")
    for decision, times in seen.most_common():
        sys.stdout.write(f"{times:8} {decision or 'without a decision'}\n")
    sys.exit(1 if seen[""] or seen["lost"] or seen["changed"] else 0)


def _strategies(folder: Path) -> list[st.SearchStrategy[bytes]]:
    """Return three strategies: template damaged, own layout damaged, template hurt in transit."""
    send(folder / "good.xlsx", schools())
    template = (folder / "good.xlsx").read_bytes()
    return [
        mutations.damaged(template),
        mutations.damaged(mutations.typed()),
        mutations.hurt(template),
    ]


def _batch(folder: Path, strategies: list[st.SearchStrategy[bytes]]) -> Iterator[tuple[Path, str]]:
    deliveries = []
    for number in range(BATCH):
        path = folder / f"{number}.xlsx"
        path.write_bytes(strategies[number % len(strategies)].example())
        deliveries.append(Delivery(path, RECEIVED))
    good = Delivery(folder / "good.xlsx", RECEIVED)
    pool = ReadingPool(CATALOGUE.folder, folder / "archive")
    answers = {delivery.path: taken for delivery, taken in pool.read([*deliveries, good])}
    (sound,) = answers[good.path].reading.reports
    for number, delivery in enumerate(deliveries):
        if delivery.path not in answers:
            yield delivery.path, "lost"
            continue
        reading = answers[delivery.path].reading
        codes = [doubt.code for doubt in reading.doubts]
        decision = "read" if reading.reports else " ".join(codes)
        on_its_way = strategies[number % len(strategies)] is strategies[-1]
        if on_its_way and any(report.cells != sound.cells for report in reading.reports):
            decision = "changed"
        yield delivery.path, decision


if __name__ == "__main__":
    main()
