"""What a second report says of the figures that were sent."""

import json
from datetime import date

import pytest

from assets.published.report.own_words import OWN_SECTIONS
from assets.published.report.report_content import compose_report
from assets.published.report.report_figures import load_report_figures
from assets.published.report.sent_report import (
    SentReportError,
    build_sent_record,
    list_figure_changes,
)
from tests import spec
from tests.spec import drawn
from warehouse.catalogue.programme_rows import Addressee
from warehouse.periods import parse_period_code

FIRST = """
received         | unit     | period  | cases_accepted | cases_tried | support_clients
2023-06-16 08:00 | DK-TA    | 2023-Q2 | 8              | 6           |
"""
SECOND = """
received         | unit      | period  | cases_accepted | cases_tried | support_clients
2023-06-16 08:00 | DK-TA     | 2023-Q2 | 8              | 6           |
2026-02-01 08:00 | DK-TA     | 2023-Q2 | 8              | 4           |
2026-02-02 08:00 | DK-LDTBXH | 2023-Q2 |                |             | 21
"""


def load(warehouse):
    period = parse_period_code("2023-Q2")
    return load_report_figures(warehouse.store, spec.catalogue(), "DK", period)


@pytest.fixture(scope="module")
def both(warehouse_of):
    return warehouse_of(FIRST, date(2026, 1, 1)), warehouse_of(SECOND, date(2026, 3, 1))


def group_by_source(lines):
    """Return the changes by the source above them; each source stands once."""
    groups = {}
    for line in lines:
        if not line.startswith("- "):
            assert line.endswith(":")
            assert line[:-1] not in groups
            changes = groups[line[:-1]] = []
        else:
            changes.append(line)
    return groups


def test_each_change_names_both_values_and_the_report_it_comes_from(both, tmp_path):
    first, second = both
    sent_file = tmp_path / "sent.json"
    assert list_figure_changes(first.store, spec.catalogue(), load(first), sent_file) is None
    sent_file.write_bytes(build_sent_record(first.store, load(first)))
    assert list_figure_changes(first.store, spec.catalogue(), load(first), sent_file) == []
    changes = list_figure_changes(second.store, spec.catalogue(), load(second), sent_file)
    court = "Từ báo cáo nhận sau của Tòa án nhân dân quận (quý II/2023)"
    change = "- Tỷ lệ vụ án đã xét xử (TP01): 75,0\u00a0% → 50,0\u00a0%."
    assert change in group_by_source(changes)[court]
    office = "Từ báo cáo nhận sau của Phòng Lao động - Thương binh và Xã hội quận (quý II/2023)"
    name = "- Lượt người bán dâm được hỗ trợ xã hội (HT01)"
    assert f"{name}: chưa có số liệu → 21 lượt người." in group_by_source(changes)[office]


LATE_OLD_REPORT = """
received         | unit     | period  | cases_accepted | cases_tried | support_clients
2023-06-16 08:00 | DK-TA    | 2023-Q2 | 8              | 6           |
2023-06-17 08:00 | DK-TA    | 2023-Q2 | 8              | 4           |
"""


def test_a_report_found_long_after_its_receipt_is_named_too(both, warehouse_of, tmp_path):
    sent_file = tmp_path / "sent.json"
    sent_file.write_bytes(build_sent_record(both[0].store, load(both[0])))
    late = warehouse_of(LATE_OLD_REPORT, date(2026, 3, 1))
    source = "Từ báo cáo nhận sau của Tòa án nhân dân quận (quý II/2023)"
    changes = list_figure_changes(late.store, spec.catalogue(), load(late), sent_file)
    assert source in group_by_source(changes)
    record = json.loads(sent_file.read_text(encoding="utf-8"))
    del record["reports"]
    sent_file.write_text(json.dumps(record), encoding="utf-8")
    changes = list_figure_changes(late.store, spec.catalogue(), load(late), sent_file)
    groups = group_by_source(changes)
    assert list(groups) == ["Không do báo cáo nhận sau hay đính chính của một số liệu"], (
        "an old record knows days alone"
    )


TWO_MONTHS = """
received         | unit     | period  | loudspeaker_broadcasts | establishments | commitments_signed
2023-05-16 08:00 | DK-DAPHUC | 2023-05 | 5                      | 4              | 1
2023-06-16 08:00 | DK-DAPHUC | 2023-06 | 5                      | 4              | 2
"""
THREE_LATER = f"""{TWO_MONTHS.strip()}
2026-02-01 08:00 | DK-DAPHUC  | 2023-05 | 9 | 4 | 1
2026-02-01 09:00 | DK-DAPHUC  | 2023-06 | 5 | 4 | 3
2026-02-02 08:00 | DK-HUNGDAO | 2023-06 | 7 | 8 | 1
"""


def test_a_report_is_named_for_the_figures_whose_numbers_it_changed(warehouse_of, tmp_path):
    """May's correction is of the broadcasts, June's of the commitments; one report is new."""
    sent_file = tmp_path / "sent.json"
    first = warehouse_of(drawn(TWO_MONTHS), date(2026, 1, 1))
    sent_file.write_bytes(build_sent_record(first.store, load(first)))
    later = warehouse_of(drawn(THREE_LATER), date(2026, 3, 1))
    changes = list_figure_changes(later.store, spec.catalogue(), load(later), sent_file)
    groups = group_by_source(changes)
    may, june = "Phường Đa Phúc (tháng 05/2023)", "Phường Đa Phúc (tháng 06/2023)"
    new = "Phường Hưng Đạo (tháng 06/2023)"
    for name, sources in (
        ("Số lượt phát trên loa truyền thanh", [may, new]),
        ("Tỷ lệ cơ sở ký cam kết", [june, new]),
        ("Tỷ lệ đơn vị nộp báo cáo", [new]),
    ):
        source = f"Từ báo cáo nhận sau của {', '.join(sources)}"
        (_,) = (line for line in groups[source] if line.startswith(f"- {name} ("))


CORRECTED = """
made             | unit  | period  | element     | expected | value
2026-02-01 09:00 | DK-TA | 2023-Q2 | cases_tried | 6        | 4
"""


def test_a_change_by_a_correction_of_the_hub_names_it(both, warehouse_of, tmp_path):
    sent_file = tmp_path / "sent.json"
    sent_file.write_bytes(build_sent_record(both[0].store, load(both[0])))
    corrected = warehouse_of(FIRST, date(2026, 3, 1), corrections=CORRECTED)
    changes = list_figure_changes(corrected.store, spec.catalogue(), load(corrected), sent_file)
    court = "Do đầu mối đính chính số của Tòa án nhân dân quận (quý II/2023)"
    change = "- Tỷ lệ vụ án đã xét xử (TP01): 75,0\u00a0% → 50,0\u00a0%."
    assert change in group_by_source(changes)[court]


def test_the_report_has_a_part_on_changes_once_one_was_sent(both):
    addressee = Addressee(to="so", name_vi="Sở", valid_from=date(2021, 1, 1))
    own_words = {name: [] for name in OWN_SECTIONS}
    for changes, expected in ((None, []), ([], ["Không có thay đổi."]), (["a → b."], ["a → b."])):
        content = compose_report(
            spec.catalogue(), load(both[0]), addressee, own_words, changes=changes
        )
        part = [p for s in content.sections if s.heading.startswith("VI.") for p in s.paragraphs]
        assert part == expected


@pytest.mark.parametrize("text", ["", "[]", json.dumps({"values": {}})])
def test_a_damaged_file_of_what_was_sent_is_named(both, tmp_path, text):
    sent_file = tmp_path / "sent.json"
    sent_file.write_text(text, encoding="utf-8")
    with pytest.raises(SentReportError, match=r"sent\.json"):
        list_figure_changes(both[0].store, spec.catalogue(), load(both[0]), sent_file)
