"""The moment that a person names: a day as people write it, or a time in ISO 8601.

May import no house module.
"""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def parse_moment(moment: datetime | date | str, zone: ZoneInfo) -> datetime:
    """Return the moment until which a report counts as received; of a day the last moment.

    Raises:
        ValueError: the text is neither a day nor a time in ISO 8601.
    """
    if isinstance(moment, str):
        moment = _parse_moment_text(moment)
    if isinstance(moment, datetime):
        return moment if moment.tzinfo else moment.replace(tzinfo=zone)
    next_day = datetime.combine(moment + timedelta(days=1), time(), zone)
    return next_day - timedelta(microseconds=1)


def _parse_moment_text(text: str) -> datetime | date:
    """Parse a day as people write it (`20/7/2023`), or a day or time in ISO 8601."""
    try:
        if "/" in text:
            return datetime.strptime(text, "%d/%m/%Y").date()
        is_day = len(text) == len("2023-07-20")
        return date.fromisoformat(text) if is_day else datetime.fromisoformat(text)
    except ValueError as error:
        raise ValueError(
            f"«{text}» không phải ngày (20/7/2023, 2023-07-20) hay giờ (2023-07-20T08:00) / "
            f"«{text}» is neither a day nor a time"
        ) from error
