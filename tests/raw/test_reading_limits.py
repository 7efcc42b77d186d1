"""What reading may cost: a process is held to it by the kernel, and one file to a tenth."""

import os
import resource
import signal
import subprocess
import sys
import time

import pytest

from assets.raw.inbox import Delivery
from assets.raw.reader import ReaderContext, ReadTask, read_file
from assets.raw.reading_limits import ReadingLimits
from assets.raw.reading_pool import ReadingPool
from tests.sent import CATALOGUE, RECEIVED, schools, send
from tests.warehouse.files import hostile


def ended(code, seconds=1.0, memory_mb=512):
    """Return the exit status of a process under limits."""
    set_up = (
        f"from assets.raw.reading_limits import ReadingLimits; limits = ReadingLimits({seconds}, "
        f"{memory_mb});"
    )
    done = subprocess.run([sys.executable, "-c", set_up + code], capture_output=True)
    return done.returncode


def test_a_file_that_takes_too_long_ends_its_process():
    code = "\nwith limits.limit_file_time():\n while True: pass"
    assert ended(code, seconds=2.0) == -signal.SIGPROF


def test_a_file_that_waits_for_ever_ends_its_process_too():
    started = time.monotonic()
    code = "import time\nwith limits.limit_file_time():\n time.sleep(60)"
    assert ended(code, seconds=2.0) == -signal.SIGALRM
    assert time.monotonic() - started > 1.5, "ten times the time of a file"


def test_time_in_which_a_process_does_not_run_is_not_counted():
    """As it is on a busy machine: stopped for three times what a file may take, and no harm."""
    code = (
        "import os, signal, subprocess, sys\nwith limits.limit_file_time():\n"
        " wake = f'sleep 0.6; kill -CONT {os.getpid()}'\n"
        " subprocess.Popen(['sh', '-c', wake], start_new_session=True)\n"
        " os.kill(os.getpid(), signal.SIGSTOP)\n"
    )
    assert ended(code, seconds=2.2) == 0


def test_a_file_that_is_done_in_time_leaves_the_process_alone():
    code = (
        "import time\nwith limits.limit_file_time():\n pass\ntime.sleep(1.2)\n"
        "end = time.process_time() + 0.3\nwhile time.process_time() < end: pass"
    )
    assert ended(code, seconds=1.0) == 0


def test_a_process_that_only_counts_is_ended_too():
    assert ended("limits.limit_cpu_time()\nwhile True: pass", seconds=0.5) == -signal.SIGXCPU


def test_time_is_granted_anew_for_each_share():
    share = " limits.limit_cpu_time()\n end = time.process_time() + 0.6\n"
    work = f"import time\nfor _ in range(2):\n{share}"
    assert ended(f"{work} while time.process_time() < end: pass", seconds=0.5) == 0


def test_memory_beyond_the_limit_is_not_given():
    allot = "limits.limit_memory()\nbytearray({} << 20)"
    assert ended(allot.format(100)) == 0
    assert ended(allot.format(600)) == 1


def test_an_ordinary_report_needs_a_fraction_of_the_default(tmp_path):
    """At 192 MiB it is read as well as at 512: the default has room to spare."""
    send(tmp_path / "a.xlsx", schools())
    pool = ReadingPool(
        CATALOGUE.folder, tmp_path / "archive", size=1, limits=ReadingLimits(memory_mb=192)
    )
    ((_, read_result),) = pool.read_deliveries([Delivery(tmp_path / "a.xlsx", RECEIVED)])
    assert len(read_result.reading.reports) == 1


@pytest.mark.parametrize(
    "kind", [kind for kind, (code, _) in hostile.KINDS.items() if code == "E-FILE-003"]
)
def test_what_no_guard_can_tell_is_stopped_by_the_limits(tmp_path, kind):
    send(tmp_path / "good.xlsx", schools())
    content = hostile.KINDS[kind][1]((tmp_path / "good.xlsx").read_bytes())
    (tmp_path / "bad.xlsx").write_bytes(content)
    deliveries = [Delivery(tmp_path / name, RECEIVED) for name in ("bad.xlsx", "good.xlsx")]
    answers = dict(
        ReadingPool(CATALOGUE.folder, tmp_path / "archive", size=1).read_deliveries(deliveries)
    )
    assert answers[deliveries[0]].reading.drafts[0].code == "E-FILE-003"
    assert len(answers[deliveries[1]].reading.reports) == 1


# A path that is no longer what it was when the inbox was looked at


def becomes_a_link(path, elsewhere):
    path.symlink_to(elsewhere)


def becomes_a_pipe(path, _):
    os.mkfifo(path)  # opening it would wait for ever


def becomes_a_folder(path, _):
    path.mkdir()


def goes_away(path, _):
    pass


@pytest.mark.parametrize("happens", [becomes_a_link, becomes_a_pipe, becomes_a_folder, goes_away])
def test_what_is_no_longer_a_file_is_told_and_nothing_of_it_is_kept(tmp_path, happens):
    elsewhere = tmp_path / "secret"
    elsewhere.write_bytes(b"secret")
    happens(tmp_path / "a.xlsx", elsewhere)
    read_result = read_file(
        ReadTask(str(tmp_path / "a.xlsx"), RECEIVED), ReaderContext(None, tmp_path / "archive")
    )
    assert read_result.sha256 is None
    assert [d.code for d in read_result.reading.drafts] == ["E-FILE-001"]
    assert not (tmp_path / "archive").exists()


def test_the_limits_of_this_process_are_as_they_were():
    assert resource.getrlimit(resource.RLIMIT_AS)[0] == resource.RLIM_INFINITY
