"""Two languages, Vietnamese first; whoever asks for a third learns so."""

import pytest

from warehouse.language import LANGUAGES, Bilingual, choose_text


def test_vietnamese_comes_first():
    assert LANGUAGES == ("vi", "en")


def test_a_pair_gives_the_text_of_the_language():
    pair = Bilingual("Tệp bị hỏng", "The file is damaged")
    assert [pair.text(lang) for lang in LANGUAGES] == ["Tệp bị hỏng", "The file is damaged"]
    assert [choose_text(("có", None), lang) for lang in LANGUAGES] == ["có", None]
    vi, en = pair
    assert (pair.vi, pair.en) == (vi, en)


@pytest.mark.parametrize("lang", ["fr", "", "VI", "vi "])
def test_another_language_is_an_error_and_not_english(lang):
    with pytest.raises(ValueError, match="language"):
        choose_text(("có", "yes"), lang)
