"""Settings: where the home is, which catalogue, which day, which language; from CHISO_* variables.

Every setting has a default that works; a bad value says which variable and why.
"""

import grp
from datetime import date, datetime
from pathlib import Path

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from assets.raw.reading_limits import ReadingLimits
from warehouse.catalogue import DEFAULT_CATALOGUE, Catalogue
from warehouse.language import Lang


class Settings(BaseSettings):
    """`CHISO_HOME`, `CHISO_CATALOGUE`, `CHISO_AS_OF` (default: today) and `CHISO_LANG`.

    After `CHISO_QUIET_DAYS` without a report the heartbeat is unwell: a month and days of grace.
    `CHISO_READ_SECONDS` (of the processor's time) and `CHISO_READ_MEMORY_MB` are the limits of the
    reading processes. The group `CHISO_INBOX_GROUP` may put files into the inbox.
    """

    model_config = SettingsConfigDict(env_prefix="CHISO_", extra="forbid", frozen=True)
    home: Path = Path("data")
    catalogue: Path = DEFAULT_CATALOGUE
    as_of: date | None = None
    lang: Lang = "vi"
    read_seconds: float = Field(20, ge=1, le=3600)
    read_memory_mb: int = Field(512, ge=256, le=1 << 20)
    quiet_days: int = Field(35, ge=1)
    inbox_group: str = ""

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

    @classmethod
    def format_errors(cls, error: ValidationError) -> str:
        """Describe bad settings: the variable of each, and why."""
        return "\n".join(
            f"{cls.model_config['env_prefix']}{'_'.join(map(str, e['loc'])).upper()}: {e['msg']}"
            for e in error.errors()
        )

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
