"""Files to be looked at: which sentence names them, and that a notice names no person."""

from assets.run_results import RunResults
from pipelines.alerts.notice_texts import format_notice
from pipelines.alerts.notification_step import MOST_FILE_NAMES, describe_odd_files
from warehouse.language import LANGUAGES


def test_a_night_without_odd_files_has_nothing_to_say():
    assert describe_odd_files(RunResults(unknown_archived=0)) == {}


def test_each_kind_of_file_has_its_sentence_with_the_names():
    results = RunResults(unknown_archived=2, unopened_names=("a.xlsx", "b.xlsx"), lost_names=("c",))
    results.shut_paths = ("inbox",)
    sentences = describe_odd_files(results)
    assert sentences == {
        "archive": {"count": 2},
        "shut_paths": {"count": 1, "names": "inbox"},
        "unopened": {"count": 2, "names": "a.xlsx, b.xlsx"},
        "lost": {"count": 1, "names": "c"},
    }
    for lang in LANGUAGES:
        for key, blanks in sentences.items():
            text = format_notice(lang, key, **blanks)
            assert all(str(blank) in text for blank in blanks.values())


def test_many_names_are_shortened_and_still_counted():
    names = tuple(f"{number}.xlsx" for number in range(MOST_FILE_NAMES + 1))
    sentence = describe_odd_files(RunResults(unopened_names=names))["unopened"]
    assert sentence["count"] == len(names)
    assert names[-1] not in sentence["names"]
