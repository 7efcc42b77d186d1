"""The sentence on a publication that does not exist: which do.

Words only. Knows no command.
"""

from pipelines.messages.command_messages import format_message
from warehouse.language import Lang


def describe_unknown_publication(lang: Lang, number: int, known: list[int]) -> str:
    """Say that a publication does not exist, and which do."""
    if not known:
        return format_message(lang, "no_publications_known")
    return format_message(lang, "no_such_publication", number=number, known=_format_numbers(known))


def _format_numbers(numbers: list[int]) -> str:
    """Write numbers in a row as a range: `1–4, 7`."""
    ranges: list[list[int]] = []
    for number in sorted(numbers):
        if ranges and number == ranges[-1][-1] + 1:
            ranges[-1].append(number)
        else:
            ranges.append([number])
    return ", ".join(f"{r[0]}–{r[-1]}" if len(r) > 1 else str(r[0]) for r in ranges)
