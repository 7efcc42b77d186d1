"""The examinations of `chiso doctor`: a home, the machine and the surroundings.

Each examination returns what it saw, and the remedy if something is wrong; nothing is changed, and
what fails is a result, not an error. Printing is `commands.doctor`'s.
"""

import os
import platform
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime

from assets.recovery.archive_turn import TURN_DAYS, ArchiveTurn
from pipelines.alerts.health_check import check_health
from pipelines.alerts.recipients import resolve_recipients
from pipelines.failures import probe_home
from pipelines.messages.day_text import write_day
from pipelines.settings import Settings
from pipelines.surroundings import (
    FAULT,
    WARNING,
    WELL,
    Examination,
    examine_database,
    examine_fonts,
    examine_mail_servers,
    examine_schedule,
    examine_sources,
)
from warehouse.catalogue import Catalogue, CatalogueError, load_catalogue
from warehouse.home import Home
from warehouse.home_identity import PROGRAM_VERSION, HomeError, check_home, read_identity
from warehouse.language import LANGUAGES, Bilingual
from warehouse.rights import list_shut_paths

SPARE_BYTES = 200 << 20
"""What a night needs beside copies of the register and of the publication."""
_COPIES = 3
RESTORE_REMEDY = Bilingual("chép lại từ bản sao lưu", "copy them back from a backup")
_RUN_IT = Bilingual("chạy `chiso nightly`", "run `chiso nightly`")
_SHUT_REMEDY = Bilingual(
    "chạy `chiso nightly`; còn báo thì dùng root trao cho tài khoản chạy chiso (chown)",
    "run `chiso nightly`; if this stays, give them to the account of chiso as root (chown)",
)
_NIGHT_REMEDIES = {
    "failed": _RUN_IT,
    "unfinished": _RUN_IT,
    "overdue": _RUN_IT,
    "quiet": Bilingual(
        "xem `chiso owed`, hộp nhận và các nguồn", "look at `chiso owed`, the inbox and the sources"
    ),
    "silent": Bilingual("hỏi người gửi", "ask the senders"),
}
"""The remedy for each ill whose own sentence states none."""


def examine_home(home: Home, settings: Settings) -> Iterator[Examination]:
    """Yield every examination possible with the home and the catalogue at hand."""
    versions = _examine_versions(home)
    yield versions
    if versions.state == FAULT:
        return
    yield _examine_folders(home, settings.inbox_group)
    yield _examine_disk(home)
    yield _examine_archive(home)
    yield _examine_day(settings)
    yield examine_schedule(home)
    yield examine_fonts()
    yield from examine_database(settings)
    try:
        catalogue = load_catalogue(settings.catalogue)
    except CatalogueError as error:
        count = len(error.faults)
        yield Examination(
            "catalogue",
            FAULT,
            Bilingual(f"danh mục có {count} lỗi", f"the catalogue has {count} faults"),
            Bilingual("chạy `chiso catalogue check`", "run `chiso catalogue check`"),
        )
        return
    yield _examine_catalogue(catalogue)
    yield _examine_recipients(catalogue)
    yield from examine_mail_servers(catalogue)
    yield from examine_sources(catalogue)
    yield from _examine_nights(home, catalogue, settings)


def _examine_versions(home: Home) -> Examination:
    identity = read_identity(home)
    written_by = identity.version if identity else "–"
    program = f"chiso {PROGRAM_VERSION}, Python {platform.python_version()}"
    fact = Bilingual(
        f"{program}; thư mục dữ liệu do {written_by} viết",
        f"{program}; home written by {written_by}",
    )
    try:
        check_home(home, must_exist=True)
    except HomeError as error:
        return Examination("versions", FAULT, fact, Bilingual(str(error), str(error)))
    return Examination("versions", WELL, fact)


def _examine_folders(home: Home, inbox_group: str) -> Examination:
    cause = probe_home(home.root)
    folders = (
        home.inbox_folder,
        home.processed_folder,
        home.archive_folder,
        home.published_folder,
        home.build_folder,
        home.returned_folder,
    )
    closed = [str(f) for f in folders if f.exists() and not os.access(f, os.W_OK | os.X_OK)]
    if cause:
        return Examination("folders", FAULT, Bilingual("không ghi được", "not writable"), cause)
    if closed:
        names = ", ".join(closed)
        return Examination(
            "folders",
            FAULT,
            Bilingual(f"không ghi được vào {names}", f"not writable: {names}"),
            Bilingual("sửa quyền của thư mục (chown, chmod)", "correct the rights (chown, chmod)"),
        )
    has_folders = home.inbox_folder.is_dir() and home.published_folder.is_dir()
    if has_folders and (shut_paths := list_shut_paths(home, inbox_group)):
        names = ", ".join(map(str, shut_paths))
        return Examination(
            "folders",
            FAULT,
            Bilingual(f"người khác không dùng được {names}", f"not open to others: {names}"),
            _SHUT_REMEDY,
        )
    return Examination("folders", WELL, Bilingual(f"ghi được: {home.root}", f"ok: {home.root}"))


def _examine_disk(home: Home) -> Examination:
    files = (home.register_file, home.snapshot_file, home.page_file)
    needed = SPARE_BYTES + _COPIES * sum(f.stat().st_size for f in files if f.exists())
    free = shutil.disk_usage(home.root).free
    fact = Bilingual(
        f"đĩa còn {free >> 20} MB, đêm sau cần {needed >> 20} MB",
        f"{free >> 20} MB left on the disk, the next night needs {needed >> 20} MB",
    )
    if free >= needed:
        return Examination("disk", WELL, fact)
    return Examination("disk", FAULT, fact, Bilingual("giải phóng chỗ trống", "free some space"))


def _examine_archive(home: Home) -> Examination:
    """Return the faults of the archive, and the day of the last full turn of `chiso verify`."""
    turn = ArchiveTurn.read(home)
    days = turn.count_days(datetime.now(UTC).date())
    remedy = Bilingual("chạy `chiso verify --all`", "run `chiso verify --all`")
    if turn.faults:
        names = ", ".join(turn.faults[:5])
        fact = Bilingual(f"tệp hỏng hoặc mất: {names}", f"damaged or missing files: {names}")
        return Examination("archive", FAULT, fact, RESTORE_REMEDY)
    ended = write_day(turn.ended)
    fact = Bilingual(f"kiểm hết lần cuối {ended}", f"last verified as a whole {ended}")
    state = WARNING if days > TURN_DAYS else WELL
    return Examination("archive", state, fact, remedy if state == WARNING else None)


def _examine_day(settings: Settings) -> Examination:
    if settings.as_of is None:
        return Examination("day", WELL, Bilingual("ngày là hôm nay", "the day is today"))
    day = f"{settings.as_of:%d/%m/%Y}"
    return Examination(
        "day",
        WARNING,
        Bilingual(f"CHISO_AS_OF đặt ngày {day}", f"CHISO_AS_OF sets the day {day}"),
        Bilingual("bỏ biến ấy, trừ khi chạy thử", "unset it, except for a trial"),
    )


def _examine_catalogue(catalogue: Catalogue) -> Examination:
    units, forms = len(catalogue.units), len(catalogue.forms)
    return Examination(
        "catalogue",
        WELL,
        Bilingual(
            f"{catalogue.folder}: {units} đơn vị, {forms} biểu",
            f"{catalogue.folder}: {units} units, {forms} forms",
        ),
    )


def _examine_recipients(catalogue: Catalogue) -> Examination:
    _, unset = resolve_recipients(catalogue, os.environ)
    if unset:
        names = ", ".join(f"{one.contact} ({one.variable})" for one in unset)
        return Examination(
            "recipients",
            FAULT,
            Bilingual(f"không báo được cho {names}", f"cannot be notified: {names}"),
            Bilingual("đặt biến trong ngoặc", "set the variable in brackets"),
        )
    if not any(contact.role == "operator" for contact in catalogue.contacts):
        return Examination(
            "recipients",
            WARNING,
            Bilingual("không có người vận hành nào để báo", "there is no operator to notify"),
            Bilingual("thêm một dòng operator vào contacts.csv", "add an operator to contacts.csv"),
        )
    count = len(catalogue.contacts)
    return Examination(
        "recipients", WELL, Bilingual(f"{count} liên lạc", f"{count} contacts, none without secret")
    )


def _examine_nights(home: Home, catalogue: Catalogue, settings: Settings) -> Iterator[Examination]:
    """Yield what the heartbeat would say."""
    now = datetime.now().astimezone()
    health = check_health(home, catalogue, now, settings.quiet_days)
    vi, en = (health.format_messages(lang) for lang in LANGUAGES)
    for key, text_vi, text_en in zip(health.problem_keys or ("well",), vi, en, strict=False):
        fact = Bilingual(text_vi.lstrip("✘✔ "), text_en.lstrip("✘✔ "))
        state = WELL if key == "well" else FAULT
        yield Examination("nights", state, fact, _NIGHT_REMEDIES.get(key))
