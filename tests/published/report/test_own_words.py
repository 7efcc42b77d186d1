"""The officer's own words: created once, read section by section, never written over."""

import pytest

from assets.published.report.own_words import OWN_SECTIONS, OwnWordsError, read_own_words

NO_WORDS = {name: [] for name in OWN_SECTIONS}


def read_text(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "own.txt"
    path.write_bytes(text.encode(encoding))
    return read_own_words(path)


def test_a_missing_file_is_created_with_every_section_and_says_nothing(tmp_path):
    path = tmp_path / "own.txt"
    assert read_own_words(path) == NO_WORDS
    headings = [line for line in path.read_text(encoding="utf-8").splitlines() if line[:1] == "["]
    assert headings == [f"[{name}]" for name in OWN_SECTIONS]
    assert read_own_words(path) == NO_WORDS  # the created file can be read


def test_a_file_that_exists_is_not_written_again(tmp_path):
    text = "[II]\nLời của cán bộ.\n"
    read_text(tmp_path, text)
    assert (tmp_path / "own.txt").read_bytes() == text.encode()


def test_every_line_below_a_heading_is_a_paragraph_of_its_section(tmp_path):
    text = "# ghi chú\n\n[I]\nMột.\n\n  Hai.  \n# bỏ qua\n[ IV ]  \nBa.\n[I]\nBốn [II].\n"
    assert read_text(tmp_path, text) == NO_WORDS | {
        "I": ["Một.", "Hai.", "Bốn [II]."],
        "IV": ["Ba."],
    }


def test_a_file_saved_by_notepad_is_read_alike(tmp_path):
    text = "[I]\r\nMột.\r\n"
    assert read_text(tmp_path, text, "utf-8-sig") == NO_WORDS | {"I": ["Một."]}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Một.\n[I]\n", "own.txt:1: «Một.»"),
        ("# ghi chú\n\n[VI]\nMột.\n", "own.txt:3: «[VI]»"),
        ("[I]\nMột.\n[]\n", "own.txt:3: «[]»"),
        ("[i]\n", "own.txt:1: «[i]»"),
    ],
)
def test_a_line_of_no_section_is_named_with_its_place_and_the_sections_there_are(
    tmp_path, text, place
):
    with pytest.raises(OwnWordsError) as error:
        read_text(tmp_path, text)
    assert place in str(error.value)
    assert str(error.value).endswith("[I], [II], [III], [IV], [V]")
