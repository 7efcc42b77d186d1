"""From a confirmed proposal workbook to a layout in force: checked, journalled, written out.

A proposal counts once, by the signature of the home alone. Appends to `raw.layout_decisions`; the
next night decides the waiting report anew.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from assets.layouts.proposal_store import (
    ProposalRecord,
    delete_record,
    get_layouts_folder,
    load_record,
)
from assets.raw.layout_decisions import (
    ACCEPTED,
    LAYOUT_DECISIONS_TABLE,
    RETIRED,
    LayoutDecision,
    query_layout_decisions,
    record_layout_decision,
    select_layouts_in_force,
)
from warehouse.catalogue import Catalogue
from warehouse.forms.layouts.accepting import (
    AnsweredProposal,
    describe_absent_elements,
    describe_faults,
    describe_misreadings,
)
from warehouse.forms.layouts.answer_workbook import AnswerSheet, read_answers
from warehouse.forms.layouts.layout_building import LayoutOrigin, build_layout
from warehouse.forms.layouts.office_layout import OfficeLayout
from warehouse.forms.layouts.sheet_joining import join_offered_sheets
from warehouse.forms.layouts.sheet_titles import KnownNames, read_strange_workbook
from warehouse.forms.reading.labels import LabelIndex
from warehouse.home import Home
from warehouse.language import Bilingual
from warehouse.store import Store

FORGED = Bilingual(
    "Đề xuất này không do nơi này lập, đã được quyết định rồi, hoặc đã bị sửa mã; không nhận.",
    "This proposal was not made here, was decided already, or its id was changed; it is refused.",
)


@dataclass(frozen=True, slots=True)
class Acceptance:
    """The layout accepted, or None with the reasons; `warning` is what the layout lacks."""

    layout: OfficeLayout | None
    faults: tuple[Bilingual, ...] = ()
    warning: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class Acceptor:
    """The home, the catalogue, the person and the moment of a decision."""

    home: Home
    catalogue: Catalogue
    person: str
    happened_at: datetime

    def accept_answers(self, register: Store, answer_sheet: AnswerSheet) -> Acceptance:
        """Accept the answers of a proposal workbook as a layout, if they can be one."""
        register.create_table(LAYOUT_DECISIONS_TABLE)
        record = load_record(self.home, answer_sheet.proposal_id, answer_sheet.signature)
        if record is None or self.is_decided(register, record.proposal_id):
            return Acceptance(None, (FORGED,))
        answer, faults = read_answers(answer_sheet.sheet, record.proposal, self.catalogue)
        if answer is None:
            return Acceptance(None, tuple(faults))
        acceptance = self._build_layout(register, record, answer)
        if acceptance.layout is not None:
            self._record_layout(register, record, acceptance.layout)
        return acceptance

    def is_decided(self, register: Store, proposal_id: str) -> bool:
        """Return whether a proposal was accepted before."""
        decisions = query_layout_decisions(register)
        return any(decision.proposal == proposal_id for decision in decisions)

    def retire_layout(self, register: Store, name: str) -> OfficeLayout | None:
        """Record the end of a layout in force; None when no such layout is in force."""
        register.create_table(LAYOUT_DECISIONS_TABLE)
        in_force = select_layouts_in_force(query_layout_decisions(register))
        decision = next((d for d in in_force if d.layout == name), None)
        if decision is None:
            return None
        retirement = replace(
            decision, event=RETIRED, person=self.person, happened_at=self.happened_at
        )
        record_layout_decision(register, retirement)
        (get_layouts_folder(self.home) / f"{name}.yaml").unlink(missing_ok=True)
        return OfficeLayout.from_yaml(decision.content)

    def _build_layout(
        self, register: Store, record: ProposalRecord, answer: AnsweredProposal
    ) -> Acceptance:
        form = self.catalogue.forms[answer.form]
        known = KnownNames(self.catalogue, LabelIndex(self.catalogue))
        sheets = read_strange_workbook(record.sheets)
        strange = join_offered_sheets(sheets, record.proposal)
        if faults := tuple(describe_faults(answer, strange.places, form)):
            return Acceptance(None, faults)
        origin = LayoutOrigin(
            _choose_name(register, self.catalogue, answer),
            record.sha256,
            record.file_name,
            self.person,
            self.catalogue.calendar.get_local_date(self.happened_at).isoformat(),
        )
        layout = build_layout(answer, strange, form, origin)
        if faults := tuple(describe_misreadings(layout, answer, sheets, known)):
            return Acceptance(None, faults)
        return Acceptance(layout, warning=describe_absent_elements(layout, form))

    def _record_layout(self, register: Store, record: ProposalRecord, layout: OfficeLayout) -> None:
        content = layout.to_yaml()
        decision = LayoutDecision(
            ACCEPTED,
            layout.layout,
            layout.form,
            content,
            record.proposal_id,
            record.sha256,
            self.person,
            self.happened_at,
        )
        record_layout_decision(register, decision)
        path = get_layouts_folder(self.home) / f"{layout.layout}.yaml"
        path.write_text(content, encoding="utf-8")
        delete_record(self.home, record.proposal_id)


def _choose_name(register: Store, catalogue: Catalogue, answer: AnsweredProposal) -> str:
    """Return the next free name of a unit and form, UNIT-FORM-N; of many units, of their area."""
    unit = answer.units[0]
    parent = None if len(answer.units) == 1 else catalogue.units[unit].parent
    prefix = f"{parent or unit}-{answer.form}-"
    names = {d.layout for d in query_layout_decisions(register) if d.layout.startswith(prefix)}
    return f"{prefix}{len(names) + 1}"
