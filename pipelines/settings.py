"""Settings: where the home is, which catalogue, which day, which language; from CHISO_* variables.

Each setting is declared here once, with its type, default and meaning; `docs/settings.md` is made
from the declaration. Every default works; a bad value says which variable and why.
"""

import grp
import os
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, Field, ValidationError, field_validator, model_validator
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, SettingsConfigDict

from assets.raw.reading_limits import ReadingLimits
from assets.retention import Retention
from pipelines.dagster_database import EXAMPLE, PASSWORD_VARIABLE, require_address
from pipelines.setting_faults import (
    PREFIX,
    SettingsError,
    describe_bad_values,
    format_variable,
    list_unknown_variables,
)
from warehouse.catalogue import DEFAULT_CATALOGUE, Catalogue
from warehouse.home import DEFAULT_HOME
from warehouse.language import Bilingual, Lang


@dataclass(frozen=True, slots=True)
class Declaration:
    """The meaning of a setting, the form of the value, and a default given in words."""

    meaning: Bilingual
    form: Bilingual
    default: Bilingual | None = None

    @classmethod
    def find_in(cls, field: FieldInfo) -> Self:
        """Return the declaration of a field."""
        return next(note for note in field.metadata if isinstance(note, cls))


class Settings(BaseSettings):
    """The settings; each variable is the prefix `CHISO_` and the name of the field."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, extra="forbid", frozen=True
    )
    home: Annotated[
        Path,
        Declaration(
            Bilingual(
                "thư mục của hộp nhận, kho lưu và bản công bố",
                "the folder of the inbox, the archive and the publications",
            ),
            Bilingual("một thư mục: /srv/chiso/data", "a folder: /srv/chiso/data"),
        ),
    ] = DEFAULT_HOME
    catalogue: Annotated[
        Path,
        Declaration(
            Bilingual("thư mục danh mục của chương trình", "the folder of the catalogue"),
            Bilingual("một thư mục: /etc/chiso/catalogue", "a folder: /etc/chiso/catalogue"),
            Bilingual("danh mục đi kèm", "the catalogue that comes with the programme"),
        ),
    ] = DEFAULT_CATALOGUE
    as_of: Annotated[
        date | None,
        Declaration(
            Bilingual(
                "ngày mà báo cáo được tính là đến hạn hay chưa, để chạy lại hay chạy thử",
                "the day on which reports are due or not, for a repetition or a trial",
            ),
            Bilingual("một ngày: 2026-11-28", "a day: 2026-11-28"),
            Bilingual("hôm nay", "today"),
        ),
    ] = None
    lang: Annotated[
        Lang,
        Declaration(
            Bilingual(
                "ngôn ngữ của lời báo trên màn hình; ngôn ngữ của bản công bố nằm ở "
                "`programme.yaml`, trường `lang`",
                "the language of messages on the screen; the language of the publication is the "
                "field `lang` of `programme.yaml`",
            ),
            Bilingual("vi hoặc en", "vi or en"),
        ),
    ] = "vi"
    read_seconds: Annotated[
        float,
        Field(ge=1, le=3600),
        Declaration(
            Bilingual(
                "giây bộ xử lý để một tiến trình đọc phần tệp được giao; một tệp được gần một phần "
                "mười",
                "seconds of processor time in which a process reads its share of the files; a "
                "single file gets nearly a tenth",
            ),
            Bilingual("một số từ 1 đến 3600: 20", "a number from 1 to 3600: 20"),
        ),
    ] = 20
    read_memory_mb: Annotated[
        int,
        Field(ge=256, le=1 << 20),
        Declaration(
            Bilingual("MB bộ nhớ của một tiến trình đọc", "MB of memory for one reading process"),
            Bilingual(
                "một số nguyên từ 256 đến 1048576: 512", "a whole number from 256 to 1048576: 512"
            ),
        ),
    ] = 512
    quiet_days: Annotated[
        int,
        Field(ge=1, le=3660),
        Declaration(
            Bilingual(
                "sau bao nhiêu ngày không có báo cáo nào thì hệ thống bị coi là không ổn",
                "the days without any report after which the system is not well",
            ),
            Bilingual("một số nguyên từ 1 đến 3660: 35", "a whole number from 1 to 3660: 35"),
        ),
    ] = 35
    keep_publications: Annotated[
        int,
        Field(ge=1, le=1000),
        Declaration(
            Bilingual(
                "bao nhiêu bản công bố ở lại trên đĩa, kể cả bản đang có hiệu lực",
                "the publications that stay on the disk, with the one in force",
            ),
            Bilingual("một số nguyên từ 1 đến 1000: 7", "a whole number from 1 to 1000: 7"),
        ),
    ] = 7
    keep_runs: Annotated[
        int,
        Field(ge=3, le=10000),
        Declaration(
            Bilingual(
                "bao nhiêu lượt chạy ở lại trong lịch sử của Dagster",
                "the runs that stay in Dagster's history",
            ),
            Bilingual("một số nguyên từ 3 đến 10000: 30", "a whole number from 3 to 10000: 30"),
        ),
    ] = 30
    keep_processed_days: Annotated[
        int,
        Field(ge=7, le=36600),
        Declaration(
            Bilingual(
                "bao nhiêu ngày một tệp ở lại trong `inbox/processed/`, khi kho lưu có chính tệp "
                "ấy và thư mục dữ liệu có `journal/`",
                "the days that a file stays in `inbox/processed/`, where the archive has its bytes "
                "and the home has a `journal/`",
            ),
            Bilingual("một số nguyên từ 7 đến 36600: 400", "a whole number from 7 to 36600: 400"),
        ),
    ] = 400
    inbox_group: Annotated[
        str,
        Declaration(
            Bilingual(
                "nhóm tài khoản được bỏ tệp vào `inbox/`",
                "the group of accounts that may put files into `inbox/`",
            ),
            Bilingual("một nhóm có trên máy này", "a group of this machine"),
            Bilingual("không nhóm nào", "none"),
        ),
    ] = ""

    report_template: Annotated[
        Path | None,
        Declaration(
            Bilingual(
                "mẫu Word của `chiso report`, sửa được trong Word",
                "the Word template of `chiso report`, which can be edited in Word",
            ),
            Bilingual("một tệp: /etc/chiso/bao-cao.docx", "a file: /etc/chiso/report.docx"),
            Bilingual("mẫu đi kèm", "the template that comes with the programme"),
        ),
    ] = None

    dagster_database: Annotated[
        str,
        AfterValidator(require_address),
        Declaration(
            Bilingual(
                f"cơ sở dữ liệu PostgreSQL của Dagster; mật khẩu ở `{PASSWORD_VARIABLE}`",
                f"the PostgreSQL database of Dagster; the password is in `{PASSWORD_VARIABLE}`",
            ),
            Bilingual(f"một địa chỉ: {EXAMPLE}", f"an address: {EXAMPLE}"),
            Bilingual("SQLite, trong `dagster/`", "SQLite, in `dagster/`"),
        ),
    ] = ""

    @field_validator("inbox_group")
    @classmethod
    def require_group(cls, group: str) -> str:
        """Require that this machine has the group."""
        if group:
            try:
                grp.getgrnam(group)
            except KeyError as error:
                raise ValueError(
                    f"máy này không có nhóm «{group}» / this machine has no group «{group}»"
                ) from error
        return group

    @property
    def read_limits(self) -> ReadingLimits:
        """The limits of the reading processes."""
        return ReadingLimits(self.read_seconds, self.read_memory_mb)

    @property
    def retention(self) -> Retention:
        """What older things may stay in the home."""
        return Retention(self.keep_publications, self.keep_runs, self.keep_processed_days)

    @model_validator(mode="after")
    def _refuse_unknown_variables(self) -> Self:
        known_names = [*map(format_variable, type(self).model_fields), PASSWORD_VARIABLE]
        if faults := list_unknown_variables(os.environ, known_names, self.catalogue):
            raise SettingsError("\n".join(faults))
        return self

    @classmethod
    def format_errors(cls, error: ValidationError) -> str:
        """Describe bad values: the variable of each, the value seen and the form wanted."""
        forms = {name: Declaration.find_in(field).form for name, field in cls.model_fields.items()}
        return describe_bad_values(error, forms)

    def choose_run_at(self, catalogue: Catalogue) -> datetime:
        """Return the present moment, or the beginning of the day that was set."""
        return (
            catalogue.calendar.get_day_start(self.as_of)
            if self.as_of
            else datetime.now().astimezone()
        )

    def choose_run_day(self, catalogue: Catalogue) -> date:
        """Return the day for which due reports are computed."""
        return catalogue.calendar.get_local_date(self.choose_run_at(catalogue))
