"""The list of the publications on disk, beside them: the office's page as of each day.

Outside every publication, whose bytes must not depend on what else is on disk; for the office
alone. Reads the records, no figures. May call the floors below.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from assets.charts.number_texts import format_day
from assets.published.page.page_texts import PageWording
from assets.published.sealed_page import load_page_template
from warehouse.catalogue import Catalogue
from warehouse.home import OFFICE_FOLDER, PAGE_FILE, PUBLICATION_LIST_FILE, RECORD_FILE, Home
from warehouse.publication_folders import list_publication_folders
from warehouse.rights import restrict_file


@dataclass(frozen=True, slots=True)
class ListedPublication:
    """A publication on disk: number, day it shows, moment it was published, address of its page."""

    number: int
    as_of: date
    published_at: datetime
    address: str
    is_current: bool


def write_publication_list(home: Home, catalogue: Catalogue, lang: str) -> None:
    """Write `published/publications.html`, readable by the owner only; same folders, same bytes."""
    target = home.published_folder / PUBLICATION_LIST_FILE
    draft = target.with_suffix(".new")
    draft.write_text(render_publication_list(home, catalogue, lang), encoding="utf-8")
    restrict_file(draft)
    draft.replace(target)


def render_publication_list(home: Home, catalogue: Catalogue, lang: str) -> str:
    """Render the list as HTML, the latest publication first."""
    wording = PageWording(lang)
    zone = ZoneInfo(catalogue.calendar.time_zone)
    rows = [
        (
            publication.address,
            wording.format_page_text("page_as_of", format_day(publication.as_of, lang)),
            wording.format_page_text(
                "publication_of",
                publication.number,
                f"{publication.published_at.astimezone(zone):%H:%M %d/%m/%Y}",
            ),
            publication.is_current,
        )
        for publication in list_publications_on_disk(home)
    ]
    html: str = load_page_template(Path(__file__).parent / "publication_list.html.j2").render(
        lang=lang,
        programme=catalogue.programme.get_name(lang),
        rows=rows,
        say=wording.format_page_text,
    )
    return html


def list_publications_on_disk(home: Home) -> list[ListedPublication]:
    """List the publications that have a page and a sound record, the latest first."""
    current_folder = home.current_publication.resolve()
    listed = [
        publication
        for folder in list_publication_folders(home)
        if (publication := _read_publication(folder, current_folder))
    ]
    return sorted(listed, key=lambda one: (one.published_at, one.address), reverse=True)


def _read_publication(folder: Path, current_folder: Path) -> ListedPublication | None:
    """Read the record of a publication; None for a damaged one, which `chiso verify` names."""
    page = folder / OFFICE_FOLDER / PAGE_FILE
    try:
        record = json.loads((folder / OFFICE_FOLDER / RECORD_FILE).read_text(encoding="utf-8"))
        return (
            ListedPublication(
                number=int(record["publication"]["publication"]),
                as_of=date.fromisoformat(record["as_of"]),
                published_at=datetime.fromisoformat(record["publication"]["published_at"]),
                address=page.relative_to(folder.parent).as_posix(),
                is_current=folder == current_folder,
            )
            if page.exists()
            else None
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
