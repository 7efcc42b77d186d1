"""`chiso catalogue diff`: the catalogue beside the one of the publication in force.

Each difference is allowed and listed, or refused with the reports that rest on what is gone, as the
night would refuse it. Prints only, and changes nothing.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from assets.publication import read_current_record
from assets.published_catalogues import load_stored_catalogue
from assets.raw.catalogue_guard import OrphanedReports, list_orphaned_reports
from pipelines.commands.exit_codes import ExitCode
from pipelines.messages.command_messages import format_message
from pipelines.settings import Settings
from warehouse.catalogue import Catalogue, load_catalogue
from warehouse.catalogue.comparison import compare_catalogues, list_file_changes
from warehouse.home import BusyError, Home
from warehouse.language import Lang
from warehouse.store import Store


def main(*, home: Path, lang: Lang) -> int:
    """Print the differences; a change that the night would refuse is `FAILED`."""
    data_home, catalogue = Home(home.absolute()), load_catalogue(Settings().catalogue)
    try:
        orphans = _list_orphans(data_home, catalogue)
    except BusyError:
        sys.stdout.write(format_message(lang, "busy", home=home) + "\n")
        return ExitCode.BUSY
    lines = [
        *_list_differences(data_home, catalogue, lang),
        *(
            format_message(lang, "catalogue_refused", reason=orphan.describe(lang))
            for orphan in orphans
        ),
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    return ExitCode.FAILED if orphans else ExitCode.DONE


def _list_differences(home: Home, catalogue: Catalogue, lang: Lang) -> Iterator[str]:
    fingerprint = read_current_record(home).get("catalogue")
    published = load_stored_catalogue(home, fingerprint) if fingerprint else None
    if published is None:
        yield format_message(lang, "catalogue_unknown")
        return
    changes = compare_catalogues(published, catalogue)
    changes += list_file_changes(published.folder, catalogue.folder)
    for change in changes:
        yield format_message(
            lang,
            f"catalogue_{change.state}",
            kind=change.kind,
            name=change.name,
            fields=", ".join(change.fields),
        )
    if not changes:
        yield format_message(lang, "catalogue_same")


def _list_orphans(home: Home, catalogue: Catalogue) -> list[OrphanedReports]:
    if not home.register_file.exists():
        return []
    with home.hold_lock(), Store(home.register_file, read_only=True) as register:
        return list_orphaned_reports(register, catalogue)
