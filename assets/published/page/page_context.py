"""The day, the language and the readers of a page.

Values only. May call the floors below.
"""

from dataclasses import dataclass
from datetime import date

from assets.charts.area_rows import Audience


@dataclass(frozen=True, slots=True)
class PageContext:
    """The day, the language and the readers of a page; `is_day_set`: somebody has set the day."""

    as_of: date
    lang: str = "vi"
    audience: Audience = Audience.OFFICE
    is_day_set: bool = False

    @property
    def is_office(self) -> bool:
        """Whether the page is for the office alone."""
        return self.audience is Audience.OFFICE
