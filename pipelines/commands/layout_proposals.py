"""`chiso layout propose FILE`: how the machine would read a stranger's sheet; nothing is loaded.

Writes the workbook for the hub, and a record in the home until the decision. With `--json` the
proposal is printed, and nothing is written.
"""

import hashlib
import json
import sys
from collections import Counter
from pathlib import Path

from assets.layouts.proposal_store import create_record, delete_record, sign_proposal
from assets.layouts.proposing_process import PROPOSED, ProposedSheet, propose_for_file
from assets.raw.inbox import format_file_name
from assets.raw.refusal import search_file
from pipelines.commands.exit_codes import ExitCode
from pipelines.messages.command_messages import format_message
from pipelines.settings import Settings
from warehouse.catalogue import Catalogue, load_catalogue
from warehouse.forms.file_names import FileNames
from warehouse.forms.layouts.proposal import ABSENT, DOUBTFUL, SURE, Proposal
from warehouse.forms.layouts.proposal_workbook import write_proposal
from warehouse.forms.layouts.sheet_titles import read_strange_sheet
from warehouse.home import Home
from warehouse.home_identity import prepare_home
from warehouse.language import Lang


def main(*, home: Path, lang: Lang, file: Path, as_json: bool, out: Path) -> int:
    """Write or print a proposal for a file, and return the exit code: 2 without a proposal."""
    if not file.is_file():
        sys.stderr.write(format_message(lang, "no_file", path=file) + "\n")
        return ExitCode.UNUSABLE
    settings = Settings()
    catalogue = load_catalogue(settings.catalogue)
    proposed = propose_for_file(file, catalogue.folder, settings.read_limits)
    if proposed.outcome != PROPOSED or proposed.proposal is None:
        sys.stderr.write(format_message(lang, f"layout_{proposed.outcome}") + "\n")
        return ExitCode.UNUSABLE
    if as_json:
        summary = json.dumps(proposed.proposal.to_summary(), ensure_ascii=False)
        sys.stdout.write(summary + "\n")
        return ExitCode.DONE
    prepare_home(Home(home))
    path = _write_workbook(Home(home), catalogue, proposed, file=file, folder=out)
    if path is None:
        sys.stderr.write(format_message(lang, "layout_personal_data") + "\n")
        return ExitCode.UNUSABLE
    counts = _count_sureness(proposed.proposal)
    sys.stdout.write(format_message(lang, "layout_proposed", path=path, **counts) + "\n")
    return ExitCode.DONE


def _write_workbook(
    home: Home, catalogue: Catalogue, proposed: ProposedSheet, *, file: Path, folder: Path
) -> Path | None:
    """Write the workbook of a proposal; None if the search for personal data refuses it."""
    proposal, sheet = proposed.proposal, proposed.sheet
    assert proposal is not None  # the outcome says so
    assert sheet is not None
    stored_name = FileNames(catalogue).reduce_name(format_file_name(file.name))
    sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
    record = create_record(home, (sha256, stored_name), proposal, sheet)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"de-xuat-{record.proposal_id}.xlsx"
    places = read_strange_sheet(sheet).places
    signature = record.proposal_id, sign_proposal(home, record.proposal_id)
    write_proposal(path, catalogue, proposal, copied=(sheet, places), signature=signature)
    if search_file(path.read_bytes(), path.name, catalogue).drafts:
        path.unlink()
        delete_record(home, record.proposal_id)
        return None
    return path


def _count_sureness(proposal: Proposal) -> dict[str, int]:
    counts = Counter(element.sure for element in proposal.elements)
    return {"sure": counts[SURE], "doubtful": counts[DOUBTFUL], "absent": counts[ABSENT]}
