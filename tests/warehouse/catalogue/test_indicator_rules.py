"""Natures that may be divided, forms that somebody fills, areas whose figures are whole."""

import shutil

import pytest

from tests import spec
from tests.warehouse.catalogue.test_indicators import indicator
from warehouse.catalogue import DEFAULT_CATALOGUE, CatalogueError, load_catalogue
from warehouse.catalogue.file_row import FileRow
from warehouse.catalogue.indicator_rules import check_indicators, check_targets
from warehouse.catalogue.indicators import Target


@pytest.fixture
def copy(tmp_path):
    return shutil.copytree(DEFAULT_CATALOGUE, tmp_path / "catalogue")


def edit(folder, file, old, new):
    text = (folder / file).read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")


def line_of(folder, file, text_parts):
    before, _ = (folder / file).read_text(encoding="utf-8").split(text_parts)
    return before.count("\n") + 1


def only_fault(folder):
    """Return the one fault of a catalogue: its file, line, words and remedy."""
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(folder)
    (fault,) = caught.value.faults
    assert fault.remedy
    return fault.file_name, fault.line, fault.description


DUE = (
    '- "Số người phải khám sức khỏe định kỳ"\n    nature: flow',
    '- "Số người phải khám sức khỏe định kỳ"\n    nature: stock',
)
REASON = '  mixed_natures: "meant"\n'


class TestNatures:
    def test_a_share_of_a_flow_in_a_stock_is_a_fault_of_the_indicator(self, copy):
        edit(copy, "forms/health.yaml", *DUE)
        assert only_fault(copy) == (
            "indicators.yaml",
            line_of(copy, "indicators.yaml", "- indicator: YT01"),
            "YT01: tỷ lệ của flow trong stock vượt 100 % ở kỳ dài hơn / a share of flow in stock "
            "exceeds 100 % over a longer period",
        )

    def test_a_share_of_a_cumulative_in_a_flow_is_a_fault(self, copy):
        edit(
            copy,
            "forms/health.yaml",
            '- "Số người đã khám sức khỏe định kỳ"\n    nature: flow',
            '- "Số người đã khám sức khỏe định kỳ"\n    nature: cumulative',
        )
        file, line, description = only_fault(copy)
        assert (file, line) == (
            "indicators.yaml",
            line_of(copy, "indicators.yaml", "- indicator: YT01"),
        )
        assert description.startswith("YT01: tỷ lệ của cumulative trong flow vượt 100 %")

    def test_it_is_none_where_the_catalogue_says_that_it_is_meant(self, copy):
        edit(copy, "forms/health.yaml", *DUE)
        kind = 'name_en: "Workers examined of those due"\n  kind: share\n'
        edit(copy, "indicators.yaml", kind, kind + REASON)
        assert load_catalogue(copy).indicators["YT01"].mixed_natures == "meant"

    def test_a_reason_where_nothing_is_mixed_is_a_fault(self, copy):
        kind = 'name_en: "Workers examined of those due"\n  kind: share\n'
        edit(copy, "indicators.yaml", kind, kind + REASON)
        assert only_fault(copy) == (
            "indicators.yaml",
            line_of(copy, "indicators.yaml", "- indicator: YT01"),
            "YT01: mixed_natures không cần / mixed_natures is not needed",
        )

    def test_a_mean_may_divide_a_flow_by_a_stock(self, copy):
        edit(copy, "forms/health.yaml", *DUE)
        edit(
            copy,
            "indicators.yaml",
            'name_en: "Workers examined of those due"\n  kind: share\n',
            'name_en: "Workers examined of those due"\n  kind: mean\n',
        )
        assert load_catalogue(copy).indicators["YT01"].kind == "mean"


class TestPublicGrain:
    LINE = "  direction: lower\n  public_grain: quarter\n"

    @pytest.mark.parametrize(
        ("new", "fault_text"),
        [
            ("  direction: lower\n", "YT03: public_grain chỉ đi với chỉ số nhạy cảm"),
            ("  direction: lower\n  public_grain: nine_months\n", ""),
        ],
    )
    def test_a_sensitive_indicator_declares_the_grain_of_publication(self, copy, new, fault_text):
        edit(copy, "indicators.yaml", self.LINE, new)
        if not fault_text:
            assert load_catalogue(copy).indicators["YT03"].public_grain == "nine_months"
            return
        file, line, description = only_fault(copy)
        place = line_of(copy, "indicators.yaml", "- indicator: YT03")
        assert (file, line) == ("indicators.yaml", place)
        assert fault_text in description

    def test_a_grain_that_no_form_fills_is_a_fault(self, copy):
        old = '  name_en: "Cases tried of cases accepted"'
        text = (copy / "indicators.yaml").read_text(encoding="utf-8")
        before, after = text.split(old)
        after = after.replace("public_grain: half_year", "public_grain: month", 1)
        (copy / "indicators.yaml").write_text(before + old + after, encoding="utf-8")
        assert "TP01: biểu không nộp theo month" in only_fault(copy)[2]


class TestFillable:
    def test_a_form_that_no_unit_fills_is_a_fault_of_the_form_alone(self, copy):
        edit(copy, "units.csv", "2025-06-30,,court,plan V.9", "2025-06-30,,procuracy,plan V.9")
        file, _, description = only_fault(copy)
        assert file == "court.yaml"
        assert "court" in description

    def test_a_unit_that_came_after_the_programme_does_not_fill_it(self, copy):
        edit(
            copy,
            "units.csv",
            "DK,,2021-01-01,2025-06-30,,finance,plan V.7",
            "DK,,2026-01-01,2026-06-30,,finance,plan V.7",
        )
        edit(copy, "letterheads.csv", "DK-TCKH,2021-01-01,2025-06-30", "DK-TCKH,2021-01-01,")
        file, line, description = only_fault(copy)
        assert (file, line) == (
            "indicators.yaml",
            line_of(copy, "indicators.yaml", "- indicator: KP01"),
        )
        assert "biểu finance" in description


DISTRICT = "DK,all,,,2021-01-01,2025-06-30,plan V.8\n"


class TestAreaCoverage:
    def test_a_unit_that_reports_itself_is_no_area(self, copy):
        edit(copy, "area_coverage.csv", DISTRICT, DISTRICT + "DK-CA,all,,,2021-01-01,,plan V.2\n")
        assert only_fault(copy) == (
            "area_coverage.csv",
            3,
            "DK-CA tự nộp báo cáo, không phải địa bàn / DK-CA reports itself, it is no area",
        )

    @pytest.mark.parametrize(
        "days", ["2025-06-30,", "2021-01-01,2021-01-01", "2020-01-01,2021-01-01", "2022-01-01,"]
    )
    def test_two_rows_of_one_day_are_a_fault(self, copy, days):
        edit(copy, "area_coverage.csv", DISTRICT, f"{DISTRICT}DK,all,,,{days},plan V.8\n")
        file, line, description = only_fault(copy)
        assert (file, line) == ("area_coverage.csv", 3)
        day = max("2021-01-01", days.partition(",")[0])
        assert description.startswith(f"DK: ngày {day} đã có ở dòng 2 / ")

    def test_one_row_after_the_other_is_none(self, copy):
        edit(copy, "area_coverage.csv", DISTRICT, f"{DISTRICT}DK,all,,,2025-07-01,,plan V.8\n")
        assert len(load_catalogue(copy).coverage) == 3

    def test_a_hub_of_which_nothing_is_said_is_a_fault_of_the_programme(self, copy):
        edit(copy, "area_coverage.csv", DISTRICT, "")
        file, _, description = only_fault(copy)
        assert (file, description) == (
            "programme.yaml",
            "area_coverage.csv chưa nêu DK / area_coverage.csv does not name DK",
        )

    def test_an_area_that_does_not_exist_is_a_fault(self, copy):
        edit(copy, "area_coverage.csv", "HP,part,", "HX,part,")
        assert only_fault(copy) == (
            "area_coverage.csv",
            3,
            "không có HX / there is no HX",
        )

    def test_days_that_run_backwards_are_a_fault(self, copy):
        edit(copy, "area_coverage.csv", "2025-07-01,,", "2025-07-01,2025-06-30,")
        file, line, description = only_fault(copy)
        assert (file, line) == ("area_coverage.csv", 3)
        assert "valid_to trước valid_from" in description


FORMS = spec.catalogue().forms
FLOW = {"form": "ward", "element": "comm_sessions"}
SENSITIVE = {"form": "health", "element": "hiv_positive"}


def find_faults(*numerator, forms=FORMS, basis="plan I", **fields):
    """Return the Vietnamese description of each fault of one indicator."""
    declared = indicator(numerator=numerator, **fields).model_copy(update={"basis": basis})
    row = FileRow(declared, "indicators.yaml", 5)
    faults = check_indicators([row], [], spec.catalogue().units.values(), forms)
    return [fault.description.split(" / ")[0] for fault in faults]


class TestTerms:
    def test_of_known_elements_are_no_fault(self):
        assert find_faults(FLOW) == []
        assert find_faults({"measure": "reports_owed"}) == []
        assert find_faults({"measure": "units_owed", "form": "ward"}) == []

    @pytest.mark.parametrize(
        ("term", "missing"),
        [
            ({"form": "ward", "element": "sessions"}, "sessions"),
            ({"form": "wards", "element": "comm_sessions"}, "wards"),
            ({"measure": "units_owed", "form": "wards"}, "wards"),
            ({"measure": "reports_owed", "form": "wards"}, "wards"),
        ],
    )
    def test_of_an_unknown_form_or_element_are_one_fault(self, term, missing):
        assert find_faults(term) == [f"không có {missing}"]

    def test_of_either_side_are_checked(self):
        unknown = FLOW | {"element": "cases"}
        assert find_faults(FLOW, kind="ratio", denominator=(unknown,)) == ["không có cases"]

    def test_of_an_element_that_may_stay_blank_are_for_an_indicator_of_practice_alone(self):
        term = {"form": "ward", "element": "online_posts"}
        assert find_faults(term, basis="practice") == []
        (fault,) = find_faults(term, basis="plan II.1.b")
        assert fault == "ward.online_posts được để trống nên chỉ làm chỉ số theo thực tế"


class TestSensitiveTerms:
    def test_are_added_and_subtracted(self):
        minus = SENSITIVE | {"coefficient": -1}
        assert find_faults(SENSITIVE, minus, public_grain="quarter") == []

    @pytest.mark.parametrize(
        "term",
        [
            SENSITIVE | {"coefficient": 2},
            SENSITIVE | {"measure": "units_with", "at_least": 1},
            {"measure": "units_owed", "form": "health"},
        ],
    )
    def test_are_never_weighted_nor_counted_by_units(self, term):
        (fault,) = find_faults(SENSITIVE, term, public_grain="quarter")
        assert fault.endswith("chỉ số nhạy cảm chỉ cộng, trừ chỉ tiêu")

    def test_need_a_grain_of_publication_and_others_have_none(self):
        text = "AA01: public_grain chỉ đi với chỉ số nhạy cảm, và chỉ số nhạy cảm phải có"
        assert find_faults(SENSITIVE) == [text]
        assert find_faults(FLOW, public_grain="quarter") == [text]

    def test_of_a_missing_form_are_the_fault_of_the_form_alone(self):
        assert find_faults(SENSITIVE, forms={}) == ["không có health"]


class TestTargets:
    def find(self, *rows):
        """Return line and description of the faults of targets (scope, first and last year)."""
        targets = [
            FileRow(
                Target(indicator=name, scope=scope, from_year=first, to_year=last, target=5,
                       binds="each", basis="x"),
                "targets.csv",
                line,
            )
            for line, (name, scope, first, last) in enumerate(rows, 2)
        ]  # fmt: skip
        faults = check_targets(targets, ["DK", "HP"])
        return [(fault.line, fault.description.split(" / ")[0]) for fault in faults]

    def test_one_after_the_other_are_no_fault(self):
        assert self.find(("A", "DK", 2021, 2022), ("A", "DK", 2023, 2025)) == []

    @pytest.mark.parametrize(
        ("years", "shared"),
        [
            ((2023, 2025), "2023"),
            ((2019, 2021), "2021"),
            ((2022, 2022), "2022"),
            ((2019, 2030), "2021, 2022, 2023"),
        ],
    )
    def test_of_a_shared_year_are_a_fault_that_names_the_years_and_the_line(self, years, shared):
        (fault,) = self.find(("A", "DK", 2021, 2023), ("A", "DK", *years))
        assert fault == (3, f"A DK {shared}: đã có chỉ tiêu ở dòng 2")

    def test_of_another_indicator_or_scope_are_no_fault(self):
        rows = [("A", "DK", 2021, 2021), ("B", "DK", 2021, 2021), ("A", "HP", 2021, 2021)]
        assert self.find(*rows) == []

    def test_of_an_unknown_scope_are_a_fault(self):
        assert self.find(("A", "DX", 2021, 2021)) == [(2, "không có DX")]


class TestCountKind:
    """A law of chance is claimed only of what varies by chance."""

    @pytest.mark.parametrize(
        ("indicator", "name_en", "old", "new", "fault_text"),
        [
            ("TT05", "Loudspeaker broadcasts", "count/events", "count/percent", "percent chỉ đi"),
            ("KT04", "Establishments with a signed commitment", "share/stock", "share/percent", ""),
            ("YT02", "Harm-reduction clients (year to date)", "count/people", "count/events", ""),
            ("LG01", "Wards with a plan in force", "share/stock", "share/percent", ""),
        ],
    )
    def test_a_law_that_does_not_fit_is_a_fault_of_the_indicator(
        self, copy, indicator, name_en, old, new, fault_text
    ):
        kinds = f'name_en: "{name_en}"\n  kind: {{}}\n  count_kind: {{}}\n'
        edit(copy, "indicators.yaml", kinds.format(*old.split("/")), kinds.format(*new.split("/")))
        with pytest.raises(CatalogueError) as caught:
            load_catalogue(copy)
        fault = caught.value.faults[0]
        place = line_of(copy, "indicators.yaml", f"- indicator: {indicator}")
        assert (fault.file_name, fault.line) == ("indicators.yaml", place)
        assert (fault_text or "không đi với số tồn, lũy kế hay đếm đơn vị") in fault.description

    def test_a_level_in_the_numerator_is_a_stock_whatever_is_counted(self, copy):
        old = 'a signed commitment"\n  kind: share\n  count_kind: stock\n'
        edit(copy, "indicators.yaml", old, old.replace("stock", "people"))
        assert only_fault(copy)[2].startswith("KT04: tử số là số tồn, phải là stock")

    def test_every_indicator_of_the_catalogue_declares_how_it_varies(self):
        by_kind = {}
        for code, declared in load_catalogue(DEFAULT_CATALOGUE).indicators.items():
            by_kind.setdefault(declared.count_kind, set()).add(code)
        assert {"TT05", "DT02", "KT07"} <= by_kind["events"]
        assert {"DT04", "HT01", "YT01"} <= by_kind["people"]  # they come in groups
        assert {"DT01", "YT03", "BC02"} <= by_kind["percent"]
        assert {"TT01", "LG01", "KP01"} <= by_kind["stock"]  # a census, and money

    def test_a_catalogue_of_before_says_nothing_of_chance_and_loads(self, copy):
        old = '"Loudspeaker broadcasts"\n  kind: count\n'
        edit(copy, "indicators.yaml", old + "  count_kind: events\n", old)
        assert load_catalogue(copy).indicators["TT05"].count_kind is None
