"""The log of nights: one line a run, in local time, private, with rotation, without names."""

import json
import stat
from collections import Counter
from datetime import UTC, datetime

from assets.run_results import RunResults
from pipelines.alerts import night_log
from pipelines.alerts.night_log import append_failure, append_night, describe_night
from pipelines.alerts.run_history import RunFailure
from pipelines.failures import Cause
from warehouse.home import Home

BEGAN, ENDED = datetime(2026, 11, 28, 2, tzinfo=UTC), datetime(2026, 11, 28, 2, 1, tzinfo=UTC)


def read_log(home):
    text = (home.logs_folder / "nights.log").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def test_each_night_is_one_line_with_both_times_and_the_counts(tmp_path):
    home = Home(tmp_path)
    results = RunResults(file_count=14, unopened_names=("Nguyễn Thị Hoa.xlsx",), is_unchanged=False)
    append_night(home, describe_night(results, BEGAN, ENDED))
    append_night(home, describe_night(RunResults(is_unchanged=True), BEGAN, ENDED))
    first, second = read_log(home)
    assert (first["outcome"], first["files"], first["unopened"]) == ("published", 14, 1)
    assert second["outcome"] == "unchanged"
    times = [datetime.fromisoformat(first[key]) for key in ("began_at", "ended_at")]
    assert times == [BEGAN, ENDED]
    assert times[0].utcoffset() == BEGAN.astimezone().utcoffset()
    assert "Hoa" not in str(first)


def test_what_was_deleted_stands_in_the_line(tmp_path):
    results = RunResults(deleted_counts=Counter(processed=3, refused=0, publications=1))
    append_night(Home(tmp_path), describe_night(results, BEGAN, ENDED))
    assert read_log(Home(tmp_path))[0]["deleted"] == {"processed": 3, "publications": 1}


def test_a_failure_has_its_places_and_its_cause_in_both_languages(tmp_path):
    append_failure(Home(tmp_path), RunFailure(("intake: OSError",), "", Cause("đầy", "full")))
    (line,) = read_log(Home(tmp_path))
    assert line["outcome"] == "failed"
    assert line["places"] == ["intake: OSError"]
    assert (line["cause_vi"], line["cause_en"]) == ("đầy", "full")


def test_full_files_are_put_aside_and_the_oldest_go(tmp_path, monkeypatch):
    monkeypatch.setattr(night_log, "LOG_FILE_BYTES", 100)
    for number in range(20):
        append_night(Home(tmp_path), {"number": number, "filling": "x" * 60})
    names = {path.name for path in Home(tmp_path).logs_folder.iterdir()}
    assert names == {"nights.log", *(f"nights.log.{n}" for n in range(1, night_log.LOG_FILES + 1))}
    assert read_log(Home(tmp_path))[-1]["number"] == 19


def test_the_folder_is_the_offices_alone(tmp_path):
    append_night(Home(tmp_path), {})
    assert stat.S_IMODE(Home(tmp_path).logs_folder.stat().st_mode) == 0o700


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path):
    Home(tmp_path).logs_folder.write_text("in the way", encoding="utf-8")
    append_night(Home(tmp_path), {})
    assert Home(tmp_path).logs_folder.is_file()
