"""The two languages of the programme, and the choice between two texts: the only such place.

Columns and fields of data carry the language in the name instead: `message_vi`, `message_en`.
May import no house module.
"""

from typing import Literal, NamedTuple, TypeVar, get_args

Lang = Literal["vi", "en"]
LANGUAGES: tuple[Lang, ...] = get_args(Lang)
"""Vietnamese first, English beside: the order of every pair of texts."""
Choice = TypeVar("Choice")


class Bilingual(NamedTuple):
    """A text in Vietnamese and in English."""

    vi: str
    en: str

    def text(self, lang: str) -> str:
        """Return the text in a language."""
        return choose_text(self, lang)


def choose_text(pair: tuple[Choice, Choice], lang: str) -> Choice:
    """Return the Vietnamese or the English one of a pair.

    Raises:
        ValueError: `lang` is neither `vi` nor `en`.
    """
    if lang not in LANGUAGES:
        raise ValueError(f"không có ngôn ngữ «{lang}» / there is no language «{lang}»")
    return pair[LANGUAGES.index(lang)]
