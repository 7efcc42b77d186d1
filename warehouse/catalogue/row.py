"""The base classes of all rows of the catalogue, and the types of values in several of them.

The kinds of row are in `models` and `declarations`. May import `language` only.
"""

from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from holidays.registry import EntityLoader
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from warehouse.language import choose_text

Slug = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
NonEmptyText = Annotated[str, Field(min_length=1)]


def _split_list(value: object) -> object:
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(";") if part.strip())
    return value


TextList = Annotated[tuple[str, ...], BeforeValidator(_split_list)]
"""Texts in a cell of a CSV, with semicolons between them."""


def _check_time_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(
            f"không có múi giờ «{name}», ghi như Asia/Ho_Chi_Minh / there is no time zone «{name}»"
        ) from error
    return name


TimeZoneName = Annotated[str, AfterValidator(_check_time_zone)]
"""A name of the time zone database, as `Asia/Ho_Chi_Minh`."""


def _check_country(code: str) -> str:
    # the library's own list of countries loads the calendar of every one of them
    if code not in EntityLoader.get_country_codes():
        raise ValueError(
            f"không có lịch nghỉ lễ của «{code}», ghi như VN / no public holidays of «{code}»"
        )
    return code


CountryCode = Annotated[str, AfterValidator(_check_country)]
"""The code of a country whose public holidays are known, as `VN`."""


class CatalogueRow(BaseModel):
    """A row of the catalogue, with the document of its basis."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    basis: NonEmptyText


class NamedRow(CatalogueRow):
    """A row with a Vietnamese and an English name."""

    name_vi: NonEmptyText
    name_en: NonEmptyText

    def get_name(self, lang: str) -> str:
        """Return the name in `vi` or `en`."""
        return choose_text((self.name_vi, self.name_en), lang)
