"""The examinations of what surrounds a home: database, schedule, fonts, mail servers, sources.

What an examination is stands here too; those of the home itself are `examinations`. Nothing is
changed, and what fails is a result, not an error.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from assets.published.report.pdf_report import MissingFontError, check_fonts
from assets.raw.connectors.deliveries import open_source
from pipelines.alerts import apprise_sender
from pipelines.alerts.message import NotSentError
from pipelines.alerts.night_log import list_night_ends
from pipelines.alerts.recipients import resolve_recipients
from pipelines.dagster_database import DagsterDatabaseError, check_database, parse_setting
from pipelines.settings import Settings
from warehouse.catalogue import Catalogue
from warehouse.home import Home
from warehouse.language import Bilingual
from warehouse.locks import is_held

WELL, WARNING, FAULT = "well", "warning", "fault"
_REGULAR_NIGHTS = 3
_NIGHT_SPAN = timedelta(hours=26)
"""A night each day, and two hours of grace."""


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


def examine_schedule(home: Home) -> Examination:
    """Return whether nights run by themselves: `chiso ui` is open, or the last ones are regular."""
    if home.ui_lock.exists() and is_held(home.ui_lock):
        fact = Bilingual("`chiso ui` đang chạy", "`chiso ui` is running")
        return Examination("schedule", WELL, fact)
    if _are_nights_regular(list_night_ends(home), datetime.now(UTC)):
        fact = Bilingual(
            f"{_REGULAR_NIGHTS} đêm liền có lượt chạy, không cần `chiso ui`",
            f"a run on each of the last {_REGULAR_NIGHTS} nights, without `chiso ui`",
        )
        return Examination("schedule", WELL, fact)
    return Examination(
        "schedule",
        WARNING,
        Bilingual("`chiso ui` không chạy", "`chiso ui` is not running"),
        Bilingual(
            "mở `chiso ui`, hoặc cho cron hay deploy/chiso-nightly.timer chạy `chiso nightly`; "
            f"sau {_REGULAR_NIGHTS} đêm dòng này hết",
            "open `chiso ui`, or let cron or deploy/chiso-nightly.timer run `chiso nightly`; "
            f"this line is gone after {_REGULAR_NIGHTS} nights",
        ),
    )


def _are_nights_regular(ends: list[datetime], now: datetime) -> bool:
    """Return whether no gap between the nights, back from now, is longer than a day."""
    later = now
    for end in sorted((end for end in ends if end <= now), reverse=True):
        if later - end > _NIGHT_SPAN:
            break
        later = end
    return now - later > timedelta(days=_REGULAR_NIGHTS - 1)


def examine_fonts() -> Examination:
    """Return whether the fonts of PDF files and charts are here; a night needs none."""
    try:
        check_fonts()
    except MissingFontError:
        return Examination(
            "fonts",
            WARNING,
            Bilingual(
                "thiếu phông chữ cho PDF và biểu đồ của `chiso report`, `chiso sheet`",
                "no fonts for the PDF and the charts of `chiso report` and `chiso sheet`",
            ),
            Bilingual("cài gói fonts-liberation2", "install the package fonts-liberation2"),
        )
    return Examination("fonts", WELL, Bilingual("có Liberation 2", "Liberation 2 is here"))


def examine_mail_servers(catalogue: Catalogue) -> Iterator[Examination]:
    """Connect and log in to the mail server of every contact; nothing is sent."""
    for recipient in resolve_recipients(catalogue, os.environ)[0]:
        name = f"mail {recipient.contact_name}"
        try:
            is_mail = apprise_sender.check_mail_server(recipient)
        except NotSentError as error:
            reason = recipient.redact_text(str(error))
            yield Examination(
                name,
                FAULT,
                Bilingual(
                    f"máy chủ thư không nhận: {reason}", f"the mail server refuses: {reason}"
                ),
                Bilingual(
                    "xem địa chỉ, mật khẩu, mạng, rồi `chiso alerts test`",
                    "look at address, password, network; then `chiso alerts test`",
                ),
            )
        else:
            if is_mail:
                fact = Bilingual("máy chủ thư trả lời", "the mail server answers")
                yield Examination(name, WELL, fact)


def examine_sources(catalogue: Catalogue) -> Iterator[Examination]:
    """Open and list every source, as the night does."""
    for source in catalogue.sources:
        name = f"source {source.source}"
        if source.secret and not os.environ.get(source.secret):
            yield _describe_missing_secret(name, source.secret)
            continue
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


def _describe_missing_secret(name: str, variable: str) -> Examination:
    return Examination(
        name,
        FAULT,
        Bilingual("chưa có mật khẩu", "there is no password"),
        Bilingual(f"đặt biến {variable}", f"set {variable}"),
    )
