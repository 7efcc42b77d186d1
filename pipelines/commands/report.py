"""`chiso report`: the report upward of a period, as Word file, PDF/A and annex.

Checks the arguments and writes the files; `assets.published.report` makes their contents.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

from assets.published.report.annex_workbook import build_annex
from assets.published.report.own_words import read_own_words
from assets.published.report.pdf_report import build_pdf
from assets.published.report.report_charts import ReportChart, load_report_charts
from assets.published.report.report_content import compose_report
from assets.published.report.report_figures import ReportFigures, load_report_figures
from assets.published.report.sent_report import (
    build_sent_record,
    list_figure_changes,
    save_sent_record,
)
from assets.published.report.word_report import DEFAULT_REPORT_TEMPLATE, build_word_report
from pipelines.commands.arguments import check_known_name, find_personal_data
from pipelines.commands.exit_codes import ExitCode
from pipelines.messages.command_messages import format_message
from pipelines.office_exports import OfficeFile, choose_folder, describe_export, write_office_files
from pipelines.published_store import open_published_store
from pipelines.settings import Settings
from warehouse.catalogue import Catalogue, load_catalogue
from warehouse.catalogue.programme_rows import Addressee
from warehouse.home import BusyError, Home
from warehouse.language import Lang
from warehouse.periods import Period, parse_period


def main(*, home: Path, lang: Lang, period: str, to: str, out: Path | None, is_sent: bool) -> int:
    """Write the report, and record a sent report; a faulty argument or text is `UNUSABLE`."""
    try:
        order = _build_order(Home(home), lang, period, to=to, out=out)
        _write_files(Home(home), order, is_sent=is_sent)
    except ValueError as error:
        sys.stderr.write(f"{error}\n")
        return ExitCode.UNUSABLE
    except BusyError:
        sys.stderr.write(format_message(lang, "busy", home=home) + "\n")
        return ExitCode.BUSY
    if is_sent:
        save_sent_record(order.sent_file, order.sent_record)
        sys.stdout.write(format_message(lang, "sent_recorded", path=order.sent_file) + "\n")
    sys.stdout.write(format_message(lang, "own_words", path=order.own_words_file) + "\n")
    return ExitCode.DONE


@dataclass(frozen=True, slots=True)
class _ReportOrder:
    """The report to write: figures, addressee, place."""

    catalogue: Catalogue
    figures: ReportFigures
    charts: tuple[ReportChart, ...]
    addressee: Addressee
    changes: list[str] | None
    sent_record: bytes
    lang: Lang
    out: Path

    @property
    def own_words_file(self) -> Path:
        return self.out / f"loi-can-bo-{self.figures.period.code}-{self.addressee.to}.txt"

    @property
    def sent_file(self) -> Path:
        return _name_sent_file(self.out, self.figures.period, self.addressee.to)


def _name_sent_file(out: Path, period: Period, to: str) -> Path:
    return out / f"da-gui-{period.code}-{to}.json"


def _build_order(home: Home, lang: Lang, text: str, *, to: str, out: Path | None) -> _ReportOrder:
    """Check the arguments and load the figures.

    Raises:
        ValueError: nothing is published, or the period or the addressee cannot be served.
    """
    with open_published_store(home, lang) as store:
        catalogue, period = load_catalogue(Settings().catalogue), parse_period(text)
        folder = choose_folder(home, period, out)
        addressee = _find_addressee(catalogue, lang, to, period)
        figures = load_report_figures(store, catalogue, catalogue.programme.hub, period)
        charts = load_report_charts(store, catalogue, figures.area, period)
        changes = list_figure_changes(
            store, catalogue, figures, _name_sent_file(folder, period, to)
        )
        sent_record = build_sent_record(store, figures)
    if not figures.reports:
        raise ValueError(format_message(lang, "empty_period", period=period.format_label(lang)))
    return _ReportOrder(catalogue, figures, charts, addressee, changes, sent_record, lang, folder)


def _write_files(home: Home, order: _ReportOrder, *, is_sent: bool) -> None:
    """Build, record and write every file of the report.

    Raises:
        BusyError: a run holds the home.
        ValueError: the files cannot be built.
    """
    files = _build_files(order)
    export = describe_export(
        order.catalogue,
        order.figures.period,
        order.figures.published_at,
        order.addressee.to,
        is_sent=is_sent,
    )
    write_office_files(home, order.lang, export, files)


def _build_files(order: _ReportOrder) -> list[OfficeFile]:
    """Build every file of the report.

    Raises:
        ValueError: the own words or the template cannot be used, or a font is missing.
    """
    own_words = _read_safe_words(order)
    content = compose_report(
        order.catalogue,
        order.figures,
        order.addressee,
        own_words,
        charts=order.charts,
        changes=order.changes,
    )
    template, published_at = Settings().report_template, order.figures.published_at
    stem = order.out / f"bao-cao-{order.figures.period.code}-{order.addressee.to}"
    word = build_word_report(content, template or DEFAULT_REPORT_TEMPLATE)
    return [
        OfficeFile("report_word", Path(f"{stem}.docx"), word),
        OfficeFile("report_pdf", Path(f"{stem}.pdf"), build_pdf(content, published_at)),
        OfficeFile(
            "report_annex", Path(f"{stem}-phu-luc.xlsx"), build_annex(content, published_at)
        ),
    ]


def _read_safe_words(order: _ReportOrder) -> dict[str, list[str]]:
    """Read the officer's own words.

    Raises:
        ValueError: the words hold personal data, or stand in no section.
    """
    own_words = read_own_words(order.own_words_file)
    for text in (text for texts in own_words.values() for text in texts):
        if kind := find_personal_data(order.lang, text):
            raise ValueError(
                format_message(
                    order.lang, "personal_own_words", path=order.own_words_file, kind=kind
                )
            )
    return own_words


def _find_addressee(catalogue: Catalogue, lang: Lang, to: str, period: Period) -> Addressee:
    """Find who received reports `to` on the last day of a period.

    Raises:
        ValueError: nobody is called so, or nobody wrote or received reports on that day.
    """
    known = catalogue.programme.reports_to
    check_known_name(lang, "addressee", to, dict.fromkeys(a.to for a in known))
    last_day = catalogue.calendar.compute_window(period)[1]
    if catalogue.programme.find_writer(last_day) is None:
        raise ValueError(format_message(lang, "no_writer", period=period.format_label(lang)))
    addressee = catalogue.programme.find_addressee(to, last_day)
    if addressee is None:
        place = {"to": to, "period": period.format_label(lang)}
        raise ValueError(format_message(lang, "no_addressee", **place))
    return addressee
