"""The workbook of a proposal, written for the hub with its record in the home.

Writes nothing of a sheet if the search for personal data would refuse the workbook. Compares the
sheet with accepted layouts of the same unit, so that the hub sees what changed.
"""

from dataclasses import dataclass
from pathlib import Path

from assets.layouts.proposal_store import (
    build_proposal_name,
    create_record,
    delete_record,
    sign_proposal,
)
from assets.layouts.proposing_process import ProposedSheet
from assets.raw.refusal import search_file
from warehouse.catalogue import Catalogue
from warehouse.forms.hub_teaching import HubTeaching
from warehouse.forms.layouts.layout_reading import describe_changes
from warehouse.forms.layouts.office_layout import parse_layouts
from warehouse.forms.layouts.proposal_workbook import write_proposal
from warehouse.forms.layouts.sheet_joining import join_offered_sheets
from warehouse.forms.layouts.sheet_titles import KnownNames, read_strange_workbook
from warehouse.forms.reading.labels import LabelIndex
from warehouse.home import Home
from warehouse.language import Bilingual

_CHANGE = Bilingual(
    "Khác với cách đọc đã duyệt «{name}»: {change}.",
    "Other than the accepted layout «{name}»: {change}.",
)


@dataclass(frozen=True, slots=True)
class ProposalWriter:
    """The home, the catalogue, the layouts in force, and the language of the sentences."""

    home: Home
    catalogue: Catalogue
    taught: HubTeaching
    lang: str

    def list_changes(self, proposed: ProposedSheet) -> list[str]:
        """List how the sheets differ from accepted layouts of the same unit, a sentence each."""
        if proposed.proposal is None or not self.taught.layouts:
            return []
        known = KnownNames(self.catalogue, LabelIndex(self.catalogue))
        layouts = parse_layouts(self.taught.layouts)
        strange_sheets = read_strange_workbook(proposed.sheets)
        if not proposed.proposal.sheets:
            strange_sheets = [s for s in strange_sheets if s.sheet == proposed.proposal.sheet]
        return [
            _CHANGE.text(self.lang).format(name=name, change=change.text(self.lang))
            for name, change in describe_changes(layouts, strange_sheets, known)
        ]

    def write_workbook(
        self, proposed: ProposedSheet, source: tuple[str, str], folder: Path
    ) -> Path | None:
        """Write the workbook into a folder; None if the search for personal data refuses it.

        `source` is the hash of the report's file, and the name for showing.
        """
        proposal = proposed.proposal
        if proposal is None:
            return None
        record = create_record(self.home, source, proposal, proposed.sheets)
        strange = join_offered_sheets(read_strange_workbook(proposed.sheets), proposal)
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / build_proposal_name(record.proposal_id)
        write_proposal(
            path,
            self.catalogue,
            proposal,
            copied=(
                [sheet for sheet in proposed.sheets if sheet.name in strange.sheet_names],
                strange.places,
            ),
            signature=(record.proposal_id, sign_proposal(self.home, record.proposal_id)),
            changes=self.list_changes(proposed),
        )
        if not search_file(path.read_bytes(), path.name, self.catalogue).drafts:
            return path
        path.unlink()
        delete_record(self.home, record.proposal_id)
        return None
