"""The identity of a home: the small file that tells a home from any other folder, and its writer.

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


class HomeError(RuntimeError):
    """The folder is no home, or a home that this version must not touch; says what to do."""


@dataclass(frozen=True, slots=True)
class HomeIdentity:
    """The id of a home, and the newest version of the program that has written there."""

    home: str
    version: str


def read_identity(home: Home) -> HomeIdentity | None:
    """Return the identity of a home; None without one, or with a damaged file."""
    try:
        record = json.loads(home.identity_file.read_text(encoding="utf-8"))
        return HomeIdentity(str(record["home"]), str(record["version"]))
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
    if must_exist and identity is None and not _has_traces(home):
        raise HomeError(
            f"{home.root}: không phải thư mục dữ liệu (không có inbox/); sửa --home, hoặc tạo "
            f"{home.inbox_folder} cho một nơi mới / is no data folder (there is no inbox/); "
            f"correct --home, or create {home.inbox_folder} for a new one"
        )


def prepare_home(home: Home) -> None:
    """Create the missing folders of a home and state in it which version writes there.

    Raises:
        HomeError: a newer version wrote the home.
    """
    check_home(home, must_exist=False)
    home.create_folders()
    identity = read_identity(home)
    if identity is None or identity.version != PROGRAM_VERSION:
        home_id = identity.home if identity else uuid4().hex
        _write_identity(home, HomeIdentity(home_id, PROGRAM_VERSION))


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
