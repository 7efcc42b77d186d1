"""Ctrl+C within a query: a real signal to a real process, in each way of asking."""

import signal
import subprocess
import sys

import pytest

from warehouse.interruptions import raise_interruptions

WITHOUT_END = "SELECT count(*) FROM range(9000000000) a, range(9000000000) b WHERE a.range = -1"
PROGRAM = """
from warehouse.store import Store
try:
    with Store(":memory:") as store:
        print("begun", flush=True)
        store.{ask}({query!r})
except KeyboardInterrupt:
    print("interrupted")
"""


@pytest.mark.parametrize("ask", ["execute", "query_rows", "query_frame"])
def test_ctrl_c_within_a_query_is_ctrl_c(ask):
    program = PROGRAM.format(ask=ask, query=WITHOUT_END)
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stdout.readline() == "begun\n"
        with pytest.raises(subprocess.TimeoutExpired):  # the query runs by now
            process.wait(0.5)
        process.send_signal(signal.SIGINT)
        assert process.stdout.read() == "interrupted\n"


def test_any_other_error_stays_what_it_is():
    with pytest.raises(RuntimeError, match="no interruption"), raise_interruptions():
        raise RuntimeError("no interruption")
