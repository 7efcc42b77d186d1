"""Whether the guesses of a proposal are beyond doubt: only then does its report wait."""

from assets.layouts.proposing_process import ProposedSheet
from warehouse.catalogue import Catalogue
from warehouse.forms.layouts.sheet_joining import list_report_titles
from warehouse.forms.layouts.sheet_titles import (
    KnownNames,
    list_named_forms,
    read_strange_workbook,
)
from warehouse.forms.reading.labels import LabelIndex


def is_proposal_sure(catalogue: Catalogue, proposed: ProposedSheet) -> bool:
    """Return whether form, unit and period of a proposal are beyond doubt, and the report is owed.

    Unit and period must stand in the sheets themselves, as a layout will read them, and the titles
    must name units of no other form. The name of the file counts nothing.
    """
    proposal = proposed.proposal
    if proposal is None:
        return False
    form, known = catalogue.forms[proposal.form], KnownNames(catalogue, LabelIndex(catalogue))
    sheets = read_strange_workbook(proposed.sheets)
    own = [s for s in sheets if s.sheet in proposal.used_sheets]
    titles = list(list_report_titles(form, own, known))
    if not titles:
        own += [sheet for sheet in sheets if not sheet.places]
        titles = list(list_report_titles(form, own, known))
    if len(titles) != 1 or not catalogue.owes_report(*titles[0]):
        return False
    (unit, period), names = titles[0], {f for s in own for f in list_named_forms(s, known)}
    return names == {form.form} and (unit.unit, period.code) == (proposal.unit, proposal.period)
