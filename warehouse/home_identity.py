"""The identity of a home: a small file marking the folder, and the writer of the file.

Reads and writes `home.json` only. A home from before the file is adopted, never refused. May
import `home`, `language` and the standard library.
"""

import json
import os
import re
from dataclasses import asdict, dataclass
from importlib.metadata import version
from uuid import uuid4

from warehouse.home import Home

PROGRAM_VERSION = version("chiso")
"""The version of this program, as the package states it."""


SCHEMA_VERSION = 1
"""The layout of a home and of its register; raised when an older program would misread a home.

Homes from before the number count as 0. Every night brings the register up to date by itself, since
tables get the columns they lack, and the warehouse is built anew.
"""


class HomeError(RuntimeError):
    """The folder is no home, or a home of a newer version; the text names the remedy."""


@dataclass(frozen=True, slots=True)
class HomeIdentity:
    """The id of a home, the newest version of the program that wrote there, and its schema."""

    home: str
    version: str
    schema: int = 0


def read_identity(home: Home) -> HomeIdentity | None:
    """Return the identity of a home; None without a sound file."""
    try:
        record = json.loads(home.identity_file.read_text(encoding="utf-8"))
        return HomeIdentity(
            str(record["home"]), str(record["version"]), int(record.get("schema", 0))
        )
    except (FileNotFoundError, NotADirectoryError, ValueError, KeyError, TypeError):
        return None


def check_home(home: Home, *, must_exist: bool) -> None:
    """Check whether a command may use a home.

    Raises:
        HomeError: a newer version wrote the home, or, with `must_exist`, the folder is none.
    """
    identity = read_identity(home)
    if identity and _split_version(identity.version) > _split_version(PROGRAM_VERSION):
        raise HomeError(
            f"{home.root}: do phiên bản {identity.version} viết, mới hơn phiên bản này "
            f"({PROGRAM_VERSION}); hãy cài lại phiên bản ấy / was written by version "
            f"{identity.version}, newer than this one ({PROGRAM_VERSION}); install that version"
        )
    if identity and identity.schema > SCHEMA_VERSION:
        raise HomeError(
            f"{home.root}: có cấu trúc {identity.schema}, mới hơn cấu trúc {SCHEMA_VERSION} mà "
            f"phiên bản này ({PROGRAM_VERSION}) biết; hãy cài lại phiên bản đã viết thư mục ấy / "
            f"has schema {identity.schema}, newer than schema {SCHEMA_VERSION} which this version "
            f"({PROGRAM_VERSION}) knows; install the version that wrote the home"
        )
    if must_exist and identity is None and not _has_traces(home):
        raise HomeError(
            f"{home.root}: không phải thư mục dữ liệu (không có inbox/); sửa --home, hoặc tạo "
            f"{home.inbox_folder} cho một thư mục mới / is no data folder (there is no inbox/); "
            f"correct --home, or create {home.inbox_folder} for a new one"
        )


def prepare_home(home: Home) -> None:
    """Create the missing folders of a home, and state the writing version there.

    Raises:
        HomeError: a newer version wrote the home.
    """
    check_home(home, must_exist=False)
    home.create_folders()
    identity = read_identity(home)
    home_id = identity.home if identity else uuid4().hex
    current = HomeIdentity(home_id, PROGRAM_VERSION, SCHEMA_VERSION)
    if identity != current:
        _write_identity(home, current)


def _write_identity(home: Home, identity: HomeIdentity) -> None:
    """Replace the whole file at once: a full disk leaves the file of before."""
    draft = home.identity_file.with_suffix(".new")
    with draft.open("w", encoding="utf-8") as file:
        file.write(json.dumps(asdict(identity)) + "\n")
        file.flush()
        os.fsync(file.fileno())
    draft.replace(home.identity_file)


def _has_traces(home: Home) -> bool:
    """Return whether the folder was a home before homes had an identity.

    A file in its place is not called a mistyped path: the command itself says what is wrong.
    """
    traces = (home.inbox_folder, home.register_file, home.archive_folder)
    return home.root.is_file() or any(path.exists() for path in traces)


def _split_version(text: str) -> tuple[int, ...]:
    """Return the numbers of a version, for comparison: (0, 10, 2)."""
    return tuple(int(number) for number in re.findall(r"\d+", text)[:3])
