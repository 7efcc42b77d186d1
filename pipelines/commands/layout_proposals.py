"""`chiso layout propose FILE`: how the machine would read a stranger's sheet; nothing is loaded.

Writes the workbook for the hub, and a record in the home until the decision. With `--json` the
proposal is printed, and nothing is written.
"""

import hashlib
import json
import sys
from collections import Counter
from pathlib import Path

from assets.layouts.proposal_files import ProposalWriter
from assets.layouts.proposing_process import PROPOSED, propose_for_file
from assets.raw.hub_teaching import query_hub_teaching
from assets.raw.inbox import format_file_name
from pipelines.commands.exit_codes import ExitCode
from pipelines.messages.command_messages import format_message
from pipelines.settings import Settings
from warehouse.catalogue import load_catalogue
from warehouse.forms.file_names import FileNames
from warehouse.forms.hub_teaching import NOTHING_TAUGHT, HubTeaching
from warehouse.forms.layouts.proposal import ABSENT, DOUBTFUL, SURE, Proposal
from warehouse.home import Home
from warehouse.home_identity import prepare_home
from warehouse.language import Lang
from warehouse.store import Store


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
    writer = ProposalWriter(Home(home), catalogue, _read_hub_teaching(Home(home)), lang)
    stored_name = FileNames(catalogue).reduce_name(format_file_name(file.name))
    sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
    path = writer.write_workbook(proposed, (sha256, stored_name), out)
    if path is None:
        sys.stderr.write(format_message(lang, "layout_personal_data") + "\n")
        return ExitCode.UNUSABLE
    counts = _count_sureness(proposed.proposal)
    lines = [
        format_message(lang, "layout_proposed", path=path, **counts),
        *writer.list_changes(proposed),
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    return ExitCode.DONE


def _read_hub_teaching(home: Home) -> HubTeaching:
    if not home.register_file.exists():
        return NOTHING_TAUGHT
    with Store(home.register_file, read_only=True) as register:
        return query_hub_teaching(register)


def _count_sureness(proposal: Proposal) -> dict[str, int]:
    counts = Counter(element.sure for element in proposal.elements)
    return {"sure": counts[SURE], "doubtful": counts[DOUBTFUL], "absent": counts[ABSENT]}
