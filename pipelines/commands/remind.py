"""`chiso remind`: drafts of the day's reminders, at most a draft per unit.

Writes mail and short texts to a folder of the day; sends nothing.
"""

from pathlib import Path

from rich.console import Console

from assets.owed_reports import load_owed_reports
from pipelines.commands.exit_codes import ExitCode
from pipelines.messages.command_messages import format_message
from pipelines.reminders import ReminderDraft, list_reminders
from pipelines.settings import Settings
from warehouse.catalogue import load_catalogue
from warehouse.home import Home
from warehouse.language import Lang
from warehouse.text import strip_accents

MAIL_SUFFIX, ZALO_SUFFIX, SMS_SUFFIX = ".eml", ".zalo.txt", ".sms.txt"


def main(*, home: Path, lang: Lang, out: Path | None) -> int:
    """Write the drafts; a day without reminders is `DONE` too."""
    console, settings = Console(), Settings()
    catalogue, data_home = load_catalogue(settings.catalogue), Home(home)
    day = settings.choose_run_day(catalogue)
    if not data_home.is_published:
        console.print(format_message(lang, "no_publication"))
    folder = (out or data_home.reminders_folder) / day.isoformat()
    _clear_drafts(folder)
    reminders = list_reminders(catalogue, load_owed_reports(data_home, catalogue, day), day)
    for reminder in reminders:
        _write_draft(ReminderDraft(catalogue, reminder, lang), folder / reminder.unit.unit)
    if reminders:
        message = format_message(lang, "nothing_sent", count=len(reminders), folder=folder)
    else:
        message = format_message(lang, "no_reminder", day=f"{day:%d/%m/%Y}")
    console.print(message, markup=False)
    return ExitCode.DONE


def _clear_drafts(folder: Path) -> None:
    """Delete the drafts of an earlier run of the day: the reports may have arrived since."""
    for suffix in (MAIL_SUFFIX, ZALO_SUFFIX, SMS_SUFFIX):
        for path in folder.glob(f"*{suffix}"):
            path.unlink()


def _write_draft(draft: ReminderDraft, stem: Path) -> None:
    stem.parent.mkdir(parents=True, exist_ok=True)
    text = draft.format_short_text() + "\n"
    Path(f"{stem}{MAIL_SUFFIX}").write_bytes(draft.build_mail())
    Path(f"{stem}{ZALO_SUFFIX}").write_text(text, encoding="utf-8")
    Path(f"{stem}{SMS_SUFFIX}").write_text(strip_accents(text), encoding="utf-8")
