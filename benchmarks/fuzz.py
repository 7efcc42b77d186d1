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
from assets.raw.reader import LOST_READER_CODES
from assets.raw.reading_pool import ReadingPool
from tests.sent import CATALOGUE, RECEIVED, schools, send
from tests.warehouse.files import mutations

BATCH_SIZE = 200


def main() -> None:
    """Read damaged files and count the decisions until the time is over."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--keep", type=Path, default=Path("fuzz-finds"))
    options = parser.parse_args()
    warnings.simplefilter("ignore", NonInteractiveExampleWarning)
    deadline, decision_counts, slowest_seconds = (
        time.monotonic() + 60 * options.minutes,
        Counter(),
        0.0,
    )
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        strategies = _build_strategies(folder)
        while time.monotonic() < deadline:
            started_at = time.monotonic()
            for path, decision in _read_batch(folder, strategies):
                decision_counts[decision] += 1
                if decision in ("", *LOST_READER_CODES, "lost", "changed"):
                    options.keep.mkdir(exist_ok=True)
                    name = f"{decision or 'undecided'}-{decision_counts[decision]}.bin"
                    (options.keep / name).write_bytes(path.read_bytes())
            slowest_seconds = max(slowest_seconds, time.monotonic() - started_at)
    sys.stdout.write(
        f"{decision_counts.total()} files, slowest batch of {BATCH_SIZE} {slowest_seconds:.1f} s\n"
    )
    for decision, times in decision_counts.most_common():
        sys.stdout.write(f"{times:8} {decision or 'without a decision'}\n")
    sys.exit(
        1 if decision_counts[""] or decision_counts["lost"] or decision_counts["changed"] else 0
    )


def _build_strategies(folder: Path) -> list[st.SearchStrategy[bytes]]:
    """Return three strategies: template damaged, own layout damaged, template hurt in transit."""
    send(folder / "good.xlsx", schools())
    template = (folder / "good.xlsx").read_bytes()
    return [
        mutations.damaged(template),
        mutations.damaged(mutations.typed()),
        mutations.hurt(template),
    ]


def _read_batch(
    folder: Path, strategies: list[st.SearchStrategy[bytes]]
) -> Iterator[tuple[Path, str]]:
    deliveries = []
    for number in range(BATCH_SIZE):
        path = folder / f"{number}.xlsx"
        path.write_bytes(strategies[number % len(strategies)].example())
        deliveries.append(Delivery(path, RECEIVED))
    good_delivery = Delivery(folder / "good.xlsx", RECEIVED)
    pool = ReadingPool(CATALOGUE.folder, folder / "archive")
    result_by_path = {
        delivery.path: read_result
        for delivery, read_result in pool.read_deliveries([*deliveries, good_delivery])
    }
    (good_report,) = result_by_path[good_delivery.path].reading.reports
    for number, delivery in enumerate(deliveries):
        if delivery.path not in result_by_path:
            yield delivery.path, "lost"
            continue
        reading = result_by_path[delivery.path].reading
        codes = [draft.code for draft in reading.drafts]
        decision = "read" if reading.reports else " ".join(codes)
        is_hurt_in_transit = strategies[number % len(strategies)] is strategies[-1]
        if is_hurt_in_transit and any(
            report.cells != good_report.cells for report in reading.reports
        ):
            decision = "changed"
        yield delivery.path, decision


if __name__ == "__main__":
    main()
