"""The markup of a part is read in any encoding, and with either kind of quotes."""

import pytest

from warehouse.files.texts.part_markup import decode_markup, quote_doubly

TEXT = '<?xml version="1.0"{}?><a b="Nguyễn Thị Hoa">é</a>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("declaration", ["", ' encoding="UTF-16"', " encoding='UTF-8'"])
def test_the_bytes_say_the_encoding_better_than_the_declaration(encoding, declaration):
    text = TEXT.format(declaration)
    assert decode_markup(text.encode(encoding)).removeprefix("\ufeff") == text


def test_a_code_page_is_read_as_declared_and_an_unknown_one_as_utf_8():
    declared = '<?xml version="1.0" encoding="windows-1258"?><a>\u00e9</a>'
    assert decode_markup(declared.encode("cp1258")) == declared
    unknown = '<?xml version="1.0" encoding="x-none"?><a>\u00e9</a>'
    assert decode_markup(unknown.encode()) == unknown


@pytest.mark.parametrize(
    ("markup", "quoted_doubly"),
    [
        ("<a b='c'/>", '<a b="c"/>'),
        ("<a b = 'c' d= \"e\"/>", '<a b="c" d="e"/>'),
        ("<a b='gọi \"chị\"'/>", '<a b="gọi &quot;chị&quot;"/>'),
        ("<a b=\"l'eau\" c='x'/>", '<a b="l\'eau" c="x"/>'),
        ("<f>IF(A1='x')</f>", "<f>IF(A1='x')</f>"),
        ("<a/>", "<a/>"),
    ],
)
def test_attributes_stand_in_double_quotes(markup, quoted_doubly):
    assert quote_doubly(markup) == quoted_doubly
