"""The examinations of what surrounds a home: the database of Dagster and the sources.

What an examination is stands here too; those of the home itself are `examinations`. Nothing is
changed, and what fails is a result, not an error.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from assets.raw.connectors.deliveries import open_source
from pipelines.dagster_database import DagsterDatabaseError, check_database, parse_setting
from pipelines.settings import Settings
from warehouse.catalogue import Catalogue
from warehouse.language import Bilingual

WELL, WARNING, FAULT = "well", "warning", "fault"


@dataclass(frozen=True, slots=True)
class Examination:
    """The state of a part of the home, the fact, and the remedy for a fault."""

    subject: str
    state: str
    fact: Bilingual
    remedy: Bilingual | None = None


def examine_database(settings: Settings) -> Iterator[Examination]:
    """Yield whether the PostgreSQL database of Dagster answers, if one is set."""
    address = parse_setting(settings.dagster_database)
    if not address:
        return
    fact = Bilingual(f"PostgreSQL ở {address}", f"PostgreSQL at {address}")
    try:
        check_database(address)
    except DagsterDatabaseError as error:
        yield Examination("database", FAULT, fact, Bilingual(error.vi, error.en))
    else:
        yield Examination("database", WELL, fact)


def examine_sources(catalogue: Catalogue) -> Iterator[Examination]:
    """Open and list every source, as the night does."""
    for source in catalogue.sources:
        name = f"source {source.source}"
        try:
            with open_source(source) as connector:
                count = sum(1 for _ in connector.list_items())
        except Exception as error:  # every source's library has its own classes of errors
            reason = type(error).__name__
            yield Examination(
                name,
                FAULT,
                Bilingual(f"không mở được: {reason}", f"cannot be opened: {reason}"),
                Bilingual("xem địa chỉ, mật khẩu, mạng", "look at address, password, network"),
            )
        else:
            yield Examination(name, WELL, Bilingual(f"{count} mục", f"{count} items"))
