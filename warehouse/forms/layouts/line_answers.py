"""The hub's answers about a table of many reports: the arrangement, and the meaning of each line.

Reads the answers only; `proposal_lines` wrote the questions.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from warehouse.catalogue import Catalogue
from warehouse.forms.layouts.proposal import Proposal
from warehouse.forms.layouts.proposal_lines import (
    ARRANGEMENT_CELL,
    ARRANGEMENT_NAMES,
    format_meaning,
    list_meanings,
)
from warehouse.forms.layouts.shared_tables import IGNORED, Arrangement, is_sheet_line
from warehouse.language import Bilingual
from warehouse.text import fold_text


class LineAnswers(NamedTuple):
    """The arrangement, and the meaning of each line by key; a single report has no lines.

    `sheet_units` are the units of the sheets, where each has a period a column.
    """

    arrangement: Arrangement = Arrangement.SINGLE
    lines: Mapping[str, str] = {}
    sheet_units: tuple[str, ...] = ()


def read_line_answers(
    arrangement_text: str, answers: Mapping[str, str], proposal: Proposal, catalogue: Catalogue
) -> tuple[LineAnswers, list[Bilingual]]:
    """Read the answers about lines, by key; return also the reasons against them."""
    if not proposal.lines:
        return LineAnswers(), []
    arrangement = _find_arrangement(arrangement_text)
    if arrangement is Arrangement.SINGLE:
        return LineAnswers(), []
    if arrangement != proposal.arrangement:
        chosen = ARRANGEMENT_NAMES[proposal.arrangement]
        return LineAnswers(Arrangement(proposal.arrangement)), [
            Bilingual(
                f"ô {ARRANGEMENT_CELL}: chọn «{chosen}» hoặc "
                f"«{ARRANGEMENT_NAMES[Arrangement.SINGLE]}»",
                f"{ARRANGEMENT_CELL}: choose one of the two arrangements of the list",
            )
        ]
    lines = {
        line.key: _read_meaning(answers.get(line.key, ""), list_meanings(line, proposal, catalogue))
        for line in proposal.lines
    }
    faults = list(_describe_faults(lines, proposal))
    if arrangement is not Arrangement.UNIT_A_SHEET_PERIODS_ACROSS:
        return LineAnswers(arrangement, lines), faults
    periods = {key: meaning for key, meaning in lines.items() if not is_sheet_line(key)}
    units = tuple(m for key, m in lines.items() if is_sheet_line(key) and m not in ("", IGNORED))
    return LineAnswers(Arrangement.PERIODS_ACROSS, periods, units), faults


def _find_arrangement(text: str) -> Arrangement | None:
    folded = fold_text(text)
    names = ARRANGEMENT_NAMES.items()
    return next((Arrangement(a) for a, name in names if fold_text(name) == folded), None)


def _read_meaning(text: str, meanings: Sequence[str]) -> str:
    """Read the meaning of a line; empty for a text outside the list of choices."""
    folded = fold_text(text)
    return next((m for m in meanings if fold_text(format_meaning(m)) == folded), "")


def _describe_faults(lines: Mapping[str, str], proposal: Proposal) -> Iterator[Bilingual]:
    for line in proposal.lines:
        if not lines[line.key]:
            yield Bilingual(
                f"«{line.text}»: chọn một đơn vị (kỳ), «tổng» hoặc «bỏ qua» ở cột C",
                f"«{line.text}»: choose a unit (a period), «tổng» (total) or «bỏ qua» (ignored) in "
                "column C",
            )
