"""Dagster's storage on PostgreSQL: its address, its part of `dagster.yaml`, and whether it answers.

The password comes from a variable of the environment, and is neither written nor printed. Knows
nothing of runs. May import the floor `warehouse`; SQLAlchemy and the driver are imported only where
a database is in use.
"""

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import parse_qsl, unquote, urlsplit

from pipelines.setting_faults import SettingsError

if TYPE_CHECKING:
    from sqlalchemy import Connection

SETTING = "CHISO_DAGSTER_DATABASE"
PASSWORD_VARIABLE = "CHISO_SECRET_DAGSTER_DATABASE"  # noqa: S105 - the name of a variable
EXAMPLE = "postgresql://chiso@may-chu:5432/dagster"
_STORAGE_CLASS = "dagster_postgres"
_DRIVER = "postgresql+psycopg2"  # SQLAlchemy would look for psycopg 3, which is not in the lock
_DEFAULT_PORT = 5432
_ANSWER_SECONDS = 5
_NAME = re.compile(r"[\w.-]+")


class DagsterDatabaseError(RuntimeError):
    """The database of Dagster cannot be used; the texts state the remedy."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(f"{vi} / {en}")
        self.vi = vi
        self.en = en


@dataclass(frozen=True, slots=True)
class DatabaseAddress:
    """The address of a PostgreSQL database: everything except the password."""

    user: str
    host: str
    port: int
    name: str
    options: tuple[tuple[str, str], ...] = ()

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the address in `text`.

        Raises:
            SettingsError: the text is none, or holds a password; the value is not repeated.
        """
        try:
            parts = urlsplit(text)
            port = parts.port or _DEFAULT_PORT
        except ValueError:
            raise _describe_bad_address() from None
        user, name = unquote(parts.username or ""), parts.path.removeprefix("/")
        is_whole = parts.scheme == "postgresql" and parts.hostname and not parts.password
        if not is_whole or not _NAME.fullmatch(user) or not _NAME.fullmatch(name):
            raise _describe_bad_address()
        return cls(user, str(parts.hostname), port, name, tuple(parse_qsl(parts.query)))

    @classmethod
    def read(cls, settings: Any) -> Self | None:
        """Return the address in the content of a `dagster.yaml`; None where there is none."""
        try:
            part = settings["storage"]["postgres"]["postgres_db"]
            options = tuple(part.get("params", {}).items())
            return cls(part["username"], part["hostname"], part["port"], part["db_name"], options)
        except (KeyError, TypeError, AttributeError):
            return None

    def build_storage(self) -> dict[str, object]:
        """Return the part of `dagster.yaml` that states the storage; the password is a variable."""
        database = {
            "username": self.user,
            "password": {"env": PASSWORD_VARIABLE},
            "hostname": self.host,
            "port": self.port,
            "db_name": self.name,
            "scheme": _DRIVER,
        }
        options = {"params": dict(self.options)} if self.options else {}
        return {"storage": {"postgres": {"postgres_db": database | options}}}

    def __str__(self) -> str:
        return f"{self.host}:{self.port}/{self.name}"


def parse_setting(text: str) -> DatabaseAddress | None:
    """Return the address in the setting; None for an empty one: Dagster then uses SQLite."""
    return DatabaseAddress.parse(text) if text else None


def require_address(text: str) -> str:
    """Require that a setting is empty or an address without a password."""
    parse_setting(text)
    return text


def _describe_bad_address() -> SettingsError:
    return SettingsError(
        f"{SETTING}: không dùng được, hãy ghi {EXAMPLE}; mật khẩu nằm ở {PASSWORD_VARIABLE}, không "
        f"ở đây / cannot be used, write {EXAMPLE}; the password belongs in {PASSWORD_VARIABLE}, "
        "not here"
    )


def check_database(address: DatabaseAddress | None) -> None:
    """Check that the database answers; do nothing where Dagster uses SQLite.

    Raises:
        DagsterDatabaseError: it does not, or the library or the password is missing.
    """
    if address:
        with connect_to_database(address):
            pass


@contextmanager
def connect_to_database(address: DatabaseAddress) -> Iterator["Connection"]:
    """Connect for one transaction.

    Raises:
        DagsterDatabaseError: the database does not answer, or library or password is missing.
    """
    if not find_spec(_STORAGE_CLASS):
        raise DagsterDatabaseError(
            f"{SETTING} cần thư viện chưa được cài; chạy `pip install --no-deps --require-hashes "
            "-r requirements-postgres.txt`.",
            f"{SETTING} needs a library that is not installed; run `pip install --no-deps "
            "--require-hashes -r requirements-postgres.txt`.",
        )
    password = os.environ.get(PASSWORD_VARIABLE)
    if not password:
        raise DagsterDatabaseError(
            f"{SETTING} cần mật khẩu trong biến {PASSWORD_VARIABLE}; hãy đặt biến ấy.",
            f"{SETTING} needs the password in the variable {PASSWORD_VARIABLE}; set it.",
        )
    from sqlalchemy import create_engine, pool
    from sqlalchemy.exc import OperationalError

    url = _build_url(address, password)
    engine = create_engine(
        url, poolclass=pool.NullPool, connect_args={"connect_timeout": _ANSWER_SECONDS}
    )
    try:
        connection = engine.connect()
    except OperationalError as error:
        raise describe_silence(str(address)) from error
    with connection, connection.begin():
        yield connection


def _build_url(address: DatabaseAddress, password: str) -> Any:
    from sqlalchemy import URL

    return URL.create(
        _DRIVER,
        username=address.user,
        password=password,
        host=address.host,
        port=address.port,
        database=address.name,
        query=dict(address.options),
    )


def describe_silence(place: str = SETTING) -> DagsterDatabaseError:
    """Return the error of a database that does not answer or refuses the account."""
    return DagsterDatabaseError(
        f"Cơ sở dữ liệu PostgreSQL của Dagster ({place}) không trả lời hoặc từ chối tài khoản; "
        f"xem máy chủ, {SETTING} và {PASSWORD_VARIABLE}, rồi chạy lại `chiso nightly`.",
        f"Dagster's PostgreSQL database ({place}) does not answer or refuses the account; look at "
        f"the server, {SETTING} and {PASSWORD_VARIABLE}, then run `chiso nightly` again.",
    )


def claim_database(address: DatabaseAddress, home_id: str) -> None:
    """Note in the database which home uses it, the first time.

    Two homes in one database would close each other's runs.

    Raises:
        DagsterDatabaseError: another home uses the database, or the database does not answer.
    """
    from sqlalchemy import text

    with connect_to_database(address) as connection:
        connection.execute(text("CREATE TABLE IF NOT EXISTS chiso_home (home text PRIMARY KEY)"))
        owners = connection.execute(text("SELECT home FROM chiso_home")).scalars().all()
        if not owners:
            connection.execute(text("INSERT INTO chiso_home VALUES (:home)"), {"home": home_id})
        elif home_id not in owners:
            raise DagsterDatabaseError(
                f"Cơ sở dữ liệu {address} là của một thư mục dữ liệu khác; mỗi thư mục cần "
                f"một cơ sở dữ liệu riêng, hãy sửa {SETTING} (thư mục kia không còn: "
                "`DROP TABLE chiso_home`).",
                f"The database {address} belongs to another home; each home needs one of its own: "
                f"correct {SETTING} (if that home is no more: `DROP TABLE chiso_home`).",
            )


def delete_stored_checks(address: DatabaseAddress, run_ids: Sequence[str]) -> None:
    """Delete the results of the checks of runs, which Dagster leaves there."""
    from sqlalchemy import text

    with connect_to_database(address) as connection:
        connection.execute(
            text("DELETE FROM asset_check_executions WHERE run_id = ANY(:runs)"),
            {"runs": list(run_ids)},
        )
