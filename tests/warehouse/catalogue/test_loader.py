"""The shipped catalogue is whole, and a broken one says everything that is wrong at once."""

import re
import shutil
from collections import Counter
from datetime import date

import pytest

from warehouse.catalogue import DEFAULT_CATALOGUE, CatalogueError, load_catalogue
from warehouse.periods import Grain, parse_period_code


@pytest.fixture(scope="module")
def shipped():
    return load_catalogue()


@pytest.fixture
def copy(tmp_path):
    return shutil.copytree(DEFAULT_CATALOGUE, tmp_path / "catalogue")


def edit(folder, file, old, new):
    """Change the single place in a file where `old` stands."""
    line_of(folder, file, old)
    text = (folder / file).read_text(encoding="utf-8")
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")


def line_of(folder, file, text):
    """Return the line of the single place in a file where the text stands."""
    before, *after = (folder / file).read_text(encoding="utf-8").split(text)
    assert len(after) == 1, f"{text!r} stands {len(after)} times in {file}"
    return before.count("\n") + 1


def faults(folder):
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(folder)
    return caught.value.faults


class TestShipped:
    def test_nothing_that_is_written_is_left_out(self, shipped):
        def count(pattern, start):
            texts = [p.read_text(encoding="utf-8") for p in DEFAULT_CATALOGUE.glob(pattern)]
            return sum(len(re.findall(rf"^{start}", text, re.MULTILINE)) for text in texts)

        assert len(shipped.units) == count("units.csv", ".") - 1 > 0
        assert len(shipped.forms) == count("forms/*.yaml", "form: ") > 0
        elements = [e for form in shipped.forms.values() for e in form.elements]
        assert len(elements) == count("forms/*.yaml", "  - element: ") > 0
        assert len(shipped.indicators) == count("indicators.yaml", "- indicator: ") > 0
        assert len(shipped.targets) == count("targets.csv", ".") - 1 > 0
        assert len(shipped.unit_changes) == count("unit_changes.csv", ".") - 1 > 0
        assert len(shipped.coverage) == count("area_coverage.csv", ".") - 1 > 0
        assert len(shipped.metrics) == count("quality.yaml", "- metric: ") > 0

    def test_kinds_and_whom_targets_bind(self, shipped):
        kinds = Counter(i.kind for i in shipped.indicators.values())
        assert kinds == {"share": 19, "count": 18, "mean": 4, "change": 1}
        assert Counter(t.binds for t in shipped.targets) == {"each": 8, "whole": 5}
        nations_own = {t.indicator for t in shipped.targets if t.scope == "VN"} & {
            t.indicator for t in shipped.targets if t.binds == "each" and t.scope == "VN"
        }
        assert nations_own == {"DT01"}

    def test_no_share_divides_unlike_natures(self, shipped):
        assert not [i.indicator for i in shipped.indicators.values() if i.mixed_natures]

    def test_no_share_is_invented(self, shipped):
        shares = {(c.extent, c.share) for c in shipped.unit_changes}
        assert shares == {("whole", 1.0), ("part", None)}

    def test_what_an_indicator_or_a_relation_needs_is_required_and_the_rest_may_stay_blank(
        self, shipped
    ):
        needed = {
            (t.form, t.element)
            for i in shipped.indicators.values()
            if i.basis != "practice" or i.indicator in ("TT04", "KT02", "KT03", "YT03")
            for t in i.all_terms
        }
        for form in shipped.forms.values():
            pairs = [(r.element, r.other) for r in form.relations]
            pairs += [(e.element, e.part_of) for e in form.elements if e.part_of]
            needed |= {(form.form, name) for pair in pairs for name in pair}
            needed |= {(form.form, t.element) for t in form.totals}
            needed |= {(t.form, t.other) for t in form.totals}
            stocks = {e.element for e in form.elements if e.nature == "stock"}
            needed |= {(form.form, name) for name in stocks if form.jump}
        required = {
            (f.form, e.element) for f in shipped.forms.values() for e in f.elements if e.required
        }
        assert required == {(f, e) for f, e in needed if e}
        assert len(required) == 87

    def test_codes_and_names_are_no_keys(self, shipped):
        owners = [u.unit for u in shipped.units.values() if u.gso_code == "11689"]
        assert owners == ["DK-ANHDUNG", "HP-HUNGDAO"]

    def test_ancestors_are_nearest_first(self, shipped):
        line = [u.unit for u in shipped.list_ancestors("DK-DAPHUC")]
        assert line == ["DK-DAPHUC", "DK", "HP", "VN"]

    def test_units_of_a_form(self, shipped):
        assert len(shipped.units_by_form["ward"]) == 9
        assert [u.unit for u in shipped.units_by_form["court"]] == ["DK-TA"]
        assert set(shipped.units_by_form) == set(shipped.forms)

    def test_periods_are_those_of_the_programme(self, shipped):
        assert len(shipped.list_periods(Grain.MONTH)) == 60
        assert len(shipped.list_periods()) == 5 * 20

    def test_fingerprint_tells_catalogues_apart(self, shipped, copy):
        assert load_catalogue(copy).fingerprint == shipped.fingerprint
        edit(copy, "programme.yaml", "first_year: 2021", "first_year: 2020")
        assert load_catalogue(copy).fingerprint != shipped.fingerprint


class TestOwes:
    """A unit owes a period if it exists on the last day of the period's window."""

    def owed(self, shipped, period=None):
        return Counter(
            unit.form
            for p in ([parse_period_code(period)] if period else shipped.list_periods())
            for unit in shipped.units.values()
            if shipped.owes_report(unit, p)
        )

    def test_over_the_whole_programme(self, shipped):
        owed = self.owed(shipped)
        assert owed["ward"] == 6 * 54 + 3 * 6 == 342
        assert owed["court"] == 4 * 4 + 2 == 18
        assert owed["education"] == 4 * 2 + 1 == 9

    @pytest.mark.parametrize(
        ("period", "wards"),
        [
            ("2025-06", {"DK-DAPHUC", "DK-HUNGDAO", "DK-ANHDUNG"}),
            ("2025-07", {"HP-HUNGDAO", "HP-DUONGKINH", "HP-DOSON"}),
        ],
    )
    def test_the_month_of_the_break_is_owed_by_the_new_wards(self, shipped, period, wards):
        owed = {
            u.unit
            for u in shipped.units_by_form["ward"]
            if shipped.owes_report(u, parse_period_code(period))
        }
        assert wards <= owed
        assert {unit[:2] for unit in owed} == {unit[:2] for unit in wards}

    def test_an_office_that_begins_later_owes_from_its_declared_start(self, copy):
        before = "DK,11683,2021-01-01,2025-06-30,,ward"
        edit(copy, "units.csv", before, before.replace(",,", ",2023-03-15,"))
        stated = load_catalogue(copy)
        unit = stated.units["DK-DAPHUC"]
        owed = [p.code for p in stated.list_periods(Grain.MONTH) if stated.owes_report(unit, p)]
        assert (owed[0], owed[-1]) == ("2023-04", "2025-06")
        assert unit.exists_on(date(2021, 1, 1))

    def test_offices_owe_nothing_after_the_district(self, shipped):
        assert self.owed(shipped, "2025-Q2")["court"] == 1
        assert self.owed(shipped, "2025-Q3").total() == 0

    @pytest.mark.parametrize("period", ["2020-12", "2026-01", "2023-Q1", "2023"])
    def test_only_in_the_forms_frequency_and_the_programmes_years(self, shipped, period):
        assert self.owed(shipped, period)["ward"] == 0

    def test_areas_owe_nothing(self, shipped):
        areas = [shipped.units[u] for u in ("VN", "HP", "DK")]
        assert not any(shipped.owes_report(u, p) for u in areas for p in shipped.list_periods())


class TestDue:
    def test_is_the_calendars_unless_the_form_says_otherwise(self, shipped, copy):
        month = parse_period_code("2023-06")
        assert shipped.compute_due_date("ward", month).isoformat() == "2023-06-16"
        edit(copy, "forms/ward.yaml", "version: 1\n", "version: 1\ndue_working_days: 5\n")
        assert load_catalogue(copy).compute_due_date("ward", month).isoformat() == "2023-06-21"


PLANTED = [
    ("programme.yaml", "{office: DK-YT,", "{office: DK-XX,", "DK-XX"),
    ("units.csv", "Justice office,Phòng Tư pháp,DK,", "J,,XX,", "XX"),
    ("units.csv", "VN,31,2021-01-01,,,", "VN,31,2021-01-01,2020-12-31,,", "valid_to"),
    ("units.csv", "11692,2025-07-01,,,", "11692,2025-07-01,,2025-06-30,", "reports_from"),
    (
        "units.csv",
        "309,2021-01-01,2025-06-30,,",
        "309,2021-01-01,2025-06-30,2023-01-01,",
        "reports_from",
    ),
    (
        "forms/court.yaml",
        'name_vi: "Phiên tòa lưu động"',
        'name_vi: "Trong đó: xử lưu động"',
        "mobile_trials không đứng dưới cases_tried",
    ),
    ("units.csv", "DK-YT,health,", "DK-YT,health,extra,", "số cột"),
    ("units.csv", "DK-VKS,procuracy", "DK-TA,procuracy", "DK-TA đã có ở dòng"),
    ("unit_changes.csv", "DK-TANTHANH,HP-DOSON,part,", "DK-TANTHANH,HP-DOSON,half,", "extent"),
    ("unit_changes.csv", "HOANGHIA,HP-DUONGKINH,whole,1,", "HOANGHIA,HP-NHADAU,whole,2,", "share"),
    ("unit_changes.csv", "DK-HUNGDAO,HP-HUNGDAO", "DK-HUNGDAO,HP-NHADAU", "HP-NHADAU"),
    ("unit_changes.csv", "DAPHUC,HP-HUNGDAO,whole,1,", "DAPHUC,HP-HUNGDAO,whole,0.5,", "toàn bộ"),
    ("targets.csv", "KT01,VN,2021,2025", "KT01,VN,2025,2021", "to_year"),
    ("targets.csv", "BC02,DK", "ZZ99,DK", "ZZ99"),
    (
        "targets.csv",
        "TT01,DK,2023,2023",
        "TT01,VN,2023,2023",
        "TT01 VN 2023: đã có chỉ tiêu ở dòng 2",
    ),
    ("indicators.yaml", 'unit_en: "broadcasts"', 'unit_eng: "x"', "unit_eng"),
    ("indicators.yaml", "element: exam_workers_done", "element: exam_sold", "exam_sold"),
    ("indicators.yaml", 'name_en: "Reporting rate"', 'name_en: ""', "name_en"),
    ("calendar.yaml", "month_starts_on_day: 15", "month_starts_on_day: 31", "month_starts"),
    ("calendar.yaml", "[-3, 1, 5]", "[-3, 1, 5000]", "remind_working_days"),
    ("calendar.yaml", "Asia/Ho_Chi_Minh", "Asia/Hai_Phong", "không có múi giờ «Asia/Hai_Phong»"),
    ("calendar.yaml", "holidays: VN", "holidays: XX", "không có lịch nghỉ lễ của «XX»"),
    ("programme.yaml", "hub: DK", "hub: DX", "DX"),
    ("letterheads.csv", "ward,2021-01-01,", "wards,2021-01-01,", "wards"),
    ("letterheads.csv", ",Đội trưởng,", ",{boss},", "boss"),
    ("letterheads.csv", "DK-DTN,2021-01-01", "DK-DTN,2021-02-01", "từ 2021-01-01 đến 2021-01-31"),
    ("letterheads.csv", "\nDK-VKS,", "\nDK-TA,", "DK-TA: ngày 2021-01-01 đã có ở dòng"),
    ("abbreviations.csv", "BCS,bao cao su", "BC,báo cáo", "BC = báo cáo đã có"),
    ("synonyms.csv", "\nsai phạm,", "\nmassage,", "massage đã có"),
    ("quality.yaml", "threshold: 0.75", "threshold: -1", "threshold"),
    ("quality.yaml", "metric: days_to_mend", "metric: days_to_wait", "metric"),
    ("quality.yaml", "first_pass_acceptance", "consistent_reporting", "consistent_reporting đã"),
    ("quality.yaml", "limit: 0.10  #", "#", "limit: thiếu"),
    ("quality.yaml", "direction: near\n  threshold: 0.33", "direction: near", "near cần"),
    ("quality.yaml", "limit: 3    #", "threshold: 0.1\n  limit: 3  #", "loại trừ nhau"),
    ("forms/justice.yaml", 'zero: ["-", "–", "không"]', 'zero: ["x"]', "«x»"),
    ("forms/education.yaml", "frequency: half_year", "frequency: weekly", "frequency"),
    ("forms/education.yaml", "version: 1", "version: 0", "version"),
    ("forms/finance.yaml", "version: 1", "version: 1\nversion: 2", "hai lần"),
    ("forms/court.yaml", "parts_are: some", "parts_are: all", "khác đơn vị tính"),
    ("forms/health.yaml", '"Số lượt dương tính HIV"', '"Số lượt dương tính STI"', "cùng nhãn"),
    ("forms/culture.yaml", "[0, 1000]", "[1000, 0]", "bị ngược"),
    ("forms/social_affairs.yaml", "    parts_are: some\n", "", "đi cùng nhau"),
    ("units.csv", "DK-CA,police", "dk-ca,police", "unit"),
    ("units.csv", "culture,plan V.4", "cultures,plan V.4", "cultures"),
    ("indicators.yaml", "{form: finance, element: budget_spent}", "{element: a}", "thiếu form"),
    (
        "indicators.yaml",
        "{form: court, element: cases_tried}",
        "{form: courts, element: a}",
        "courts",
    ),
    ("indicators.yaml", "comm_forms_maintained, at_least: 1", "comm_forms_maintained", "at_least"),
    ("indicators.yaml", "{measure: reports_on_time}", "{measure: reports_read}", "measure"),
    ("forms/ward.yaml", "other: visits_with_violation", "other: visits", "visits"),
    ("forms/social_affairs.yaml", "between: [5, 300]", "betwen: [5, 300]", "betwen"),
    ("forms/police.yaml", "pair\n    element: criminal_accused", "pair\n    element: c", "có c /"),
    (
        "forms/police.yaml",
        "rings_dismantled\n    other: raids",
        "violators_buyers\n    other: violators",
        "đã khai",
    ),
    ("forms/mass_organisation.yaml", "share: 0.5", "share: 0", "jump.share"),
    ("forms/inspection_team.yaml", "over: quarter", "over: month", "không lấp đầy"),
    ("forms/procuracy.yaml", "form: police", "form: polices", "polices"),
    ("forms/court.yaml", '"Số án thụ lý"', '"Trong đó: số bị cáo xét xử"', "bi cao xet xu"),
    ("units.csv", "Hội CCB quận;", "Hội Phụ nữ;", "DK-HPN"),
    ("forms/social_affairs.yaml", "required: false", "required: maybe", "required"),
    ("forms/ward.yaml", "valid: [0, 5]", "valid: [0, 1000000000000000]", "15 chữ số"),
    ("form_versions.yaml", "form: culture\n  version: 1\n", "form: culture\n", "version"),
    (
        "form_versions.yaml",
        "form: justice\n  version: 1\n",
        "form: police\n  version: 1\n",
        "police 1 đã",
    ),
    ("area_coverage.csv", "HP,part,", "HP,all,", "part cần name_vi"),
    ("area_coverage.csv", "DK,all,,,2021-01-01,2025-06-30", "DK,al,,,,", "covers"),
    ("targets.csv", "LG01,DK,2023,2023,100,each", "LG01,DK,2023,2023,100,all", "binds"),
    ("indicators.yaml", 'Tips verified"\n  kind: share', 'Tips verified"\n  kind: part', "kind"),
    (
        "indicators.yaml",
        'STI positivity"\n  kind: share',
        'STI positivity"\n  kind: count',
        "count không có mẫu số",
    ),
    (
        "indicators.yaml",
        'Officials trained"\n  kind: share',
        'Officials trained"\n  kind: change',
        "change đi với years_back",
    ),
    (
        "indicators.yaml",
        "{form: police, element: tips_verified}",
        "{form: police, element: tips_verified, over_time: every}",
        "every chỉ đi với units_with",
    ),
]


class TestBroken:
    @pytest.mark.parametrize(("file", "old", "new", "expected_text"), PLANTED)
    def test_a_fault_is_named_with_file_and_remedy(self, copy, file, old, new, expected_text):
        edit(copy, file, old, new)
        matching_faults = [
            f
            for f in faults(copy)
            if f.file_name == file.split("/")[-1] and expected_text in f.description
        ]
        assert matching_faults
        assert all(f.remedy and f.line >= 1 for f in matching_faults)

    @pytest.mark.parametrize("name", ["Asia", "../etc/passwd", "/etc/localtime", "UTC+7", ""])
    def test_what_names_no_time_zone_is_refused(self, copy, name):
        edit(copy, "calendar.yaml", "Asia/Ho_Chi_Minh", f'"{name}"')
        (fault,) = faults(copy)
        assert fault.file_name == "calendar.yaml"
        assert f"không có múi giờ «{name}»" in fault.description

    def test_an_indicator_of_an_element_that_may_stay_blank_is_a_fault(self, copy):
        edit(
            copy,
            "indicators.yaml",
            "health, element: hiv_tests",
            "health, element: condoms_distributed",
        )
        (fault,) = faults(copy)
        assert fault.file_name == "indicators.yaml"
        assert "được để trống" in fault.description

    def test_all_faults_are_told_at_once(self, copy):
        for file, old, new, _ in PLANTED:
            edit(copy, file, old, new)
        all_faults = faults(copy)
        for file, _, _, expected_text in PLANTED:
            assert any(
                f.file_name == file.split("/")[-1] and expected_text in f.description
                for f in all_faults
            ), expected_text
        assert all_faults == sorted(all_faults, key=lambda f: (f.file_name, f.line, f.description))

    def test_the_message_lists_them_with_file_line_and_remedy(self, copy):
        edit(copy, "targets.csv", "BC02,DK", "ZZ99,DK")
        line = line_of(copy, "targets.csv", "ZZ99")
        with pytest.raises(CatalogueError) as caught:
            load_catalogue(copy)
        assert f"targets.csv:{line}: không có ZZ99 / there is no ZZ99\n    → sửa mã" in str(
            caught.value
        )

    @pytest.mark.parametrize(
        ("file", "old", "new", "row"),
        [
            ("units.csv", "VN,31,2021-01-01", "XX,31,2021-01-01", "HP,province"),
            ("targets.csv", "KT01,VN,2021,2025", "KT01,VN,2025,2021", "KT01"),
            ("indicators.yaml", "- indicator: KP01", "- indicator: kp1", "indicator: KP01"),
            ("forms/health.yaml", "element: sti_tests", "element: Sti", "element: sti_tests"),
            ("forms/health.yaml", ": sti_positive", ": hiv_positive", "element: hiv_positive"),
            ("forms/health.yaml", "of: hiv_tests", "of: hiv", "element: hiv_positive"),
            (
                "forms/ward.yaml",
                "other: visits_with_v",
                "other: v",
                "kind: pair",
            ),
        ],
    )
    def test_the_line_is_that_of_the_row_or_element(self, copy, file, old, new, row):
        line = line_of(copy, file, row)
        edit(copy, file, old, new)
        assert line in {f.line for f in faults(copy) if f.file_name == file.split("/")[-1]}

    @pytest.mark.parametrize(
        "file",
        [
            "units.csv",
            "programme.yaml",
            "calendar.yaml",
            "indicators.yaml",
            "targets.csv",
            "quality.yaml",
            "area_coverage.csv",
        ],
    )
    def test_a_missing_file_is_a_fault(self, copy, file):
        (copy / file).unlink()
        assert any(f.file_name == file and "UTF-8" in f.remedy for f in faults(copy))

    @pytest.mark.parametrize("file", ["programme.yaml", "calendar.yaml", "indicators.yaml"])
    @pytest.mark.parametrize("text", ["", "# nothing yet\n"])
    def test_an_empty_file_is_a_fault(self, copy, file, text):
        (copy / file).write_text(text, encoding="utf-8")
        assert any(f.file_name == file for f in faults(copy))

    def test_a_file_of_another_encoding_is_a_fault(self, copy):
        path = copy / "units.csv"
        path.write_bytes(path.read_text(encoding="utf-8").encode("utf-16"))
        assert any(f.file_name == "units.csv" for f in faults(copy))

    def test_two_living_units_of_one_name_are_a_fault(self, copy):
        edit(copy, "units.csv", "Do Son Ward (new),Phường Đồ Sơn", "Do Son Ward,Phường HƯNG ĐẠO")
        line = line_of(copy, "units.csv", "HƯNG ĐẠO")
        (fault,) = faults(copy)
        assert (fault.file_name, fault.line) == ("units.csv", line)
        assert "HP-HUNGDAO" in fault.description

    def test_a_form_of_no_unit_is_a_fault(self, copy):
        edit(copy, "units.csv", ",culture,plan V.4", ",,plan V.4")
        form_faults = [f for f in faults(copy) if "không đơn vị nào nộp culture" in f.description]
        assert [(f.file_name, f.line) for f in form_faults] == [("culture.yaml", 1)]
        assert "units.csv" in form_faults[0].remedy

    def test_a_circle_of_units_is_a_fault(self, copy):
        edit(copy, "units.csv", "Viet Nam,Việt Nam;Cả nước,,", "VN,,DK,")
        assert any("nằm trên chính nó" in f.description for f in faults(copy))


def list_causes(folder, *follower_counts):
    """List the causes of a broken catalogue; the others are counted in the message only."""
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(folder)
    closing = re.search(r"\nCòn (\d+) lỗi có thể do các lỗi trên mà ra", str(caught.value))
    assert (int(closing[1]) if closing else 0) in follower_counts
    return caught.value.faults


def rewrite(folder, name, change):
    """Change the whole text of a file; the change may return bytes."""
    path = folder / name
    content = change(path.read_text(encoding="utf-8"))
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


class TestCauseFirst:
    """One fault for one cause, with the remedy that fits; what follows from it is counted."""

    @pytest.mark.parametrize(
        ("change", "description", "remedy"),
        [
            (lambda text: text.replace(",", ";"), "cách nhau bằng «;»", "CSV UTF-8"),
            (lambda text: text.replace(",", "\t"), "cách nhau bằng Tab", "CSV UTF-8"),
            (lambda text: text.encode("utf-16"), "không ở bảng mã UTF-8", "CSV UTF-8"),
            (
                lambda text: re.sub(r"(\d{4})-(\d\d)-(\d\d),", r"\3/\2/\1,", text, count=0),
                "valid_from: «01/01/2021» không phải ngày dạng 2026-11-28",
                "ghi 2021-01-01; trong Excel, định dạng cột là yyyy-mm-dd",
            ),
        ],
    )
    def test_units_saved_by_excel(self, copy, change, description, remedy):
        rewrite(copy, "units.csv", change)
        causes = list_causes(copy, *range(1, 500))
        assert {f.file_name for f in causes} == {"units.csv"}
        assert description in causes[0].description
        assert remedy in causes[0].remedy
        assert len(causes) <= 2  # two columns of dates

    def test_a_tab_in_a_form(self, copy):
        edit(copy, "forms/court.yaml", "frequency: quarter", "\tfrequency: quarter")
        (cause,) = list_causes(copy, *range(1, 50))
        assert (cause.file_name, cause.line) == (
            "court.yaml",
            line_of(copy, "forms/court.yaml", "\tf"),
        )
        assert "có dấu Tab" in cause.description
        assert "thay Tab bằng dấu cách" in cause.remedy

    def test_a_missing_form_file(self, copy):
        (copy / "forms" / "court.yaml").unlink()
        (cause,) = list_causes(copy, *range(1, 50))
        assert cause.file_name == "court.yaml"
        assert "thiếu tệp này trong forms/" in cause.description

    def test_a_row_with_a_fault_of_its_own(self, copy):
        edit(copy, "units.csv", "UBND quận Dương Kinh,HP", "UBND quận Dương Kinh,HP,")
        (cause,) = list_causes(copy, *range(1, 500))
        assert "số cột" in cause.description

    def test_a_misspelt_column(self, copy):
        edit(copy, "units.csv", "unit,kind", "unit,kin")
        causes = list_causes(copy, *range(1, 500))
        assert [f.description.split(" (")[0] for f in causes] == [
            "kin: không có trường này / is no field",
            "kind: thiếu trường này / is missing",
        ]

    def test_a_folder_that_is_not_there(self, tmp_path):
        (cause,) = list_causes(tmp_path / "nowhere", *range(50))
        assert cause.file_name == str(tmp_path / "nowhere")
        assert "CHISO_CATALOGUE" in cause.remedy

    def test_what_does_not_follow_is_listed_beside_the_cause(self, copy):
        rewrite(copy, "units.csv", lambda text: text.replace(",", ";"))
        edit(copy, "forms/ward.yaml", "valid: [0, 5]", "valid: [0, 1000000000000000]")
        edit(copy, "calendar.yaml", "holidays: VN", "holidays: XX")
        causes = list_causes(copy, *range(1, 500))
        assert {f.file_name for f in causes} == {"units.csv", "ward.yaml", "calendar.yaml"}

    def test_the_last_year_is_not_before_the_first(self, copy):
        edit(copy, "programme.yaml", "last_year: 2025", "last_year: 2020")
        (cause,) = list_causes(copy, *range(500))
        assert "last_year 2020 trước first_year 2021" in cause.description


def test_a_fault_between_the_values_of_a_row_has_a_remedy_for_the_row(copy):
    edit(copy, "targets.csv", "KT01,VN,2021,2025", "KT01,VN,2025,2021")
    (fault,) = faults(copy)
    assert fault.description.startswith("cả dòng / the row: ")
    assert fault.remedy == (
        "sửa các giá trị của dòng cho khớp nhau / make the values of the row agree"
    )
