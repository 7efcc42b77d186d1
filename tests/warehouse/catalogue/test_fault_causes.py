"""Causes first: repeated faults are merged, and what follows from another is only counted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.catalogue.catalogue_faults import CatalogueError, CatalogueFault
from warehouse.catalogue.consistency import RuleResult
from warehouse.catalogue.fault_causes import LEAST_REPEATED, find_causes


def fault(line=1, file_name="units.csv", kind="", missing_id="", description="sai"):
    return CatalogueFault(file_name, line, description, "sửa", kind, missing_id)


def result(*file_names, missing_id=""):
    """Return the fault of a rule that needs these files."""
    return RuleResult(fault(9, "targets.csv", missing_id=missing_id), frozenset(file_names))


def find(file_faults=(), rule_results=(), lost_ids=(), empty_files=()):
    return find_causes(list(file_faults), rule_results, lost_ids, empty_files)


class TestRepeatedFaults:
    @pytest.mark.parametrize("count", [1, LEAST_REPEATED - 1])
    def test_a_few_of_a_kind_are_listed_singly(self, count):
        faults = [fault(line, kind="day") for line in range(count)]
        assert find(faults).faults == faults

    @pytest.mark.parametrize("count", [LEAST_REPEATED, LEAST_REPEATED + 3])
    def test_many_of_a_kind_are_the_first_with_a_count_of_the_rest(self, count):
        (merged,) = find([fault(line, kind="day") for line in range(2, count + 2)]).faults
        assert merged.line == 2
        assert merged.description == (
            f"sai (và {count - 1} chỗ nữa như vậy / and {count - 1} more like this)"
        )

    def test_kinds_and_files_are_counted_apart(self):
        faults = [fault(line, kind="day") for line in range(3)]
        faults += [fault(line, kind="day", file_name="targets.csv") for line in range(3)]
        faults += [fault(line, kind="number") for line in range(3)]
        assert find(faults).faults == faults

    def test_faults_without_a_kind_are_never_merged(self):
        faults = [fault(line) for line in range(10)]
        assert find(faults).faults == faults


class TestFollowers:
    def test_a_rule_counts_as_a_cause_when_its_files_are_whole(self):
        causes = find([fault()], [result("units.csv")])
        assert (len(causes.faults), causes.follower_count) == (2, 0)

    def test_a_rule_follows_from_a_file_that_has_a_fault_and_no_valid_row(self):
        causes = find([fault()], [result("units.csv")], empty_files=["units.csv"])
        assert (len(causes.faults), causes.follower_count) == (1, 1)

    def test_an_empty_file_without_a_fault_is_no_cause_of_anything(self):
        causes = find([], [result("units.csv")], empty_files=["units.csv"])
        assert (len(causes.faults), causes.follower_count) == (1, 0)

    def test_a_rule_that_needs_another_file_does_not_follow(self):
        results = [result("forms.yaml"), result("units.csv", "forms.yaml"), result()]
        causes = find([fault()], results, empty_files=["units.csv"])
        assert causes.follower_count == 1

    def test_a_reference_to_a_row_that_could_not_be_read_follows(self):
        results = [result(missing_id="DK"), result(missing_id="XX")]
        causes = find([fault()], results, lost_ids=["DK"])
        assert [f.missing_id for f in causes.faults] == ["", "XX"]
        assert causes.follower_count == 1

    def test_the_id_of_a_row_of_another_width_is_lost_too(self):
        causes = find([fault(missing_id="DK")], [result(missing_id="DK")])
        assert (len(causes.faults), causes.follower_count) == (1, 1)

    def test_a_fault_without_an_id_is_not_taken_for_a_lost_one(self):
        assert find([fault(missing_id="")], [result()]).follower_count == 0

    @given(st.lists(st.sampled_from(["units.csv", "forms.yaml"]), max_size=8))
    def test_no_rule_is_lost_it_is_listed_or_counted(self, file_names):
        results = [result(name) for name in file_names]
        causes = find([fault()], results, empty_files=["units.csv"])
        assert len(causes.faults) - 1 + causes.follower_count == len(results)


class TestTheError:
    def test_lists_the_faults_in_the_order_of_files_and_lines(self):
        faults = [fault(7), fault(2, "a.csv"), fault(3)]
        error = CatalogueError(faults)
        assert [(f.file_name, f.line) for f in error.faults] == [
            ("a.csv", 2),
            ("units.csv", 3),
            ("units.csv", 7),
        ]
        assert str(error) == (
            "Danh mục có 3 lỗi / the catalogue has 3 faults:\n"
            "  a.csv:2: sai\n    → sửa\n  units.csv:3: sai\n    → sửa\n"
            "  units.csv:7: sai\n    → sửa"
        )

    def test_ends_with_the_number_of_followers_if_there_are_any(self):
        assert "Còn" not in str(CatalogueError([fault()], 0))
        assert str(CatalogueError([fault()], 5)).endswith(
            "Còn 5 lỗi có thể do các lỗi trên mà ra; sửa các lỗi trên trước / 5 more faults may "
            "follow from these; correct these first"
        )

    def test_two_faults_differ_by_what_a_reader_sees(self):
        assert fault(kind="day", missing_id="DK") == fault()
        assert fault(2) != fault(3)
