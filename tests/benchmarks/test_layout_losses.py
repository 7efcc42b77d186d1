"""Where a proposal lost the figures of a labelled workbook."""

from dataclasses import replace

from benchmarks.layout_losses import trace_losses
from benchmarks.layout_score import MeantWorkbook
from tests.warehouse.forms.layouts.drawn_sheets import COURT, PROPOSER, draw

TEXT = COURT
for typed, name in [
    ("Án vào sổ", "Số vụ thụ lý"),
    ("Án xử xong", "Số vụ đã xét xử"),
    ("Người bị xử", "Số bị cáo đã xét xử"),
    ("Đi xử xa", "Phiên tòa lưu động"),
]:
    TEXT = TEXT.replace(typed, name)


def list_steps(**changes):
    workbook = draw(TEXT)
    sheet = workbook.build_sheet()
    figures = {e: (sheet.name, cell, value) for e, (cell, value) in workbook.figures.items()}
    labels = MeantWorkbook(workbook.form, workbook.unit, workbook.period, figures)
    proposal = PROPOSER.propose_reading([sheet], workbook.file_name)
    losses = trace_losses(replace(labels, **changes), proposal, [sheet])
    return [step for step, _ in losses]


def test_nothing_is_lost_where_all_is_right():
    assert list_steps() == ["right"] * 4


def test_a_figure_is_lost_at_one_step():
    figures = {
        "cases_accepted": ("Sheet1", "E5", 20),
        "cases_tried": ("Sheet1", "D5", 9),
        "defendants_tried": ("Bìa", "D7", 12),
        "mobile_trials": ("Sheet1", "A1", 1),
    }
    steps = list_steps(unit="DK-CA", figures=figures)
    lost = ["other column of the row", "other row", "other sheet", "cell no figure place"]
    assert steps[:5] == ["unit wrong", *lost]
    assert set(steps[5:]) == {"sure and wrong"}


def test_another_form_loses_every_figure():
    assert list_steps(form="police")[:4] == ["other form"] * 4
