"""Whether the guesses of a proposal are beyond doubt: only then does its report wait."""

from assets.layouts.proposing_process import ProposedSheet
from warehouse.catalogue import Catalogue
from warehouse.forms.layouts.sheet_titles import (
    KnownNames,
    find_title_period,
    find_title_unit,
    list_named_forms,
    read_strange_sheet,
)
from warehouse.forms.reading.labels import LabelIndex


def is_proposal_sure(catalogue: Catalogue, proposed: ProposedSheet) -> bool:
    """Return whether form, unit and period of a proposal are beyond doubt, and the report is owed.

    Unit and period must stand in the sheet itself, as a layout will read them, and the titles must
    name units of no other form. The name of the file counts nothing.
    """
    proposal, sheet = proposed.proposal, proposed.sheet
    if proposal is None or sheet is None:
        return False
    form, strange = catalogue.forms[proposal.form], read_strange_sheet(sheet)
    known = KnownNames(catalogue, LabelIndex(catalogue))
    period = find_title_period(form, strange)
    unit = find_title_unit(form, strange, known, period)
    if period is None or unit is None or not catalogue.owes_report(unit, period):
        return False
    is_form_sure = list_named_forms(strange, known) == [proposal.form]
    return is_form_sure and (unit.unit, period.code) == (proposal.unit, proposal.period)
