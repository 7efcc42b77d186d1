"""Texts of a sheet beside its cells: margins, prompts, lists, links, however they are tagged."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.files.texts.attribute_texts import (
    find_alternative_texts,
    find_any_nodes,
    find_link_targets,
    find_margin_texts,
    find_sheet_attributes,
    has_surroundings,
)

PROMPT, CHOICE, LINK = "lời nhắc của ô", "danh sách chọn của ô", "liên kết"
CELLS = '<sheetData><row r="1"><c r="A1"><v>5</v></c></row></sheetData>'
RULES = (
    '<dataValidations count="1"><dataValidation type="list" promptTitle="Số" prompt="số nguyên" '
    'errorTitle="Sai" error="sửa &amp; gửi" sqref="B2"><formula1>"có, không"</formula1>'
    "</dataValidation></dataValidations>"
)
LINKS = (
    '<hyperlinks><hyperlink ref="C3" location="BC!A1" tooltip="xem" display="trang BC"/>'
    "</hyperlinks>"
)
MARGINS = (
    "<headerFooter><oddHeader>&amp;Lđầu trang</oddHeader><evenFooter>chẵn</evenFooter>"
    "<firstHeader>trang một</firstHeader></headerFooter>"
)


def sheet(*parts, prefix=""):
    """Return a sheet of these parts; some programs write a prefix in every tag."""
    markup = f"<worksheet>{''.join(parts)}</worksheet>"
    return re.sub(r"<(/?)(?=\w)", rf"<\1{prefix}", markup).encode()


@pytest.fixture(params=["", "x:"], ids=["plain", "prefixed"])
def prefix(request):
    return request.param


class TestMargins:
    def test_are_every_header_and_footer(self, prefix):
        data = sheet(CELLS, MARGINS, prefix=prefix)
        assert find_margin_texts(data) == ["&Lđầu trang", "chẵn", "trang một"]

    @pytest.mark.parametrize("parts", [(CELLS,), (CELLS, "<headerFooter/>"), ()])
    def test_that_are_absent_or_empty_are_none(self, prefix, parts):
        assert find_margin_texts(sheet(*parts, prefix=prefix)) == []

    def test_with_attributes_are_found(self, prefix):
        differing = MARGINS.replace("<headerFooter>", '<headerFooter differentFirst="1">')
        assert len(find_margin_texts(sheet(CELLS, differing, prefix=prefix))) == 3

    def test_that_are_cut_off_are_read_to_the_end(self, prefix):
        data = sheet(CELLS, MARGINS, prefix=prefix)
        cut = data[: data.index(b"headerFooter>", data.index(b"firstHeader")) - 2]
        assert find_margin_texts(cut) == ["&Lđầu trang", "chẵn", "trang một"]

    def test_named_in_a_cell_hide_none(self, prefix):
        cell = "<c><is><t>headerFooter dataValidations</t></is></c>"
        data = sheet(cell, MARGINS, cell, prefix=prefix)
        assert len(find_margin_texts(data)) == 3


class TestPromptsAndLists:
    def test_are_found_with_their_place(self, prefix):
        assert find_sheet_attributes(sheet(CELLS, RULES, prefix=prefix)) == (
            (PROMPT, "Số"),
            (PROMPT, "số nguyên"),
            (PROMPT, "Sai"),
            (PROMPT, "sửa & gửi"),
            (CHOICE, "có"),
            (CHOICE, "không"),
        )

    def test_in_single_quotes_are_found_too(self, prefix):
        single = RULES.replace('prompt="số nguyên"', "prompt='gọi \"chị\"'")
        assert (PROMPT, 'gọi "chị"') in find_sheet_attributes(sheet(single, prefix=prefix))

    def test_of_a_second_region_are_found_too(self):
        """Excel writes newer rules behind the others, under a prefix of their own."""
        newer = RULES.replace("số nguyên", "mới").replace("<", "<x14:").replace("<x14:/", "</x14:")
        texts = [text for _, text in find_sheet_attributes(sheet(CELLS, RULES, LINKS, newer))]
        assert {"số nguyên", "mới", "xem"} <= set(texts)

    @pytest.mark.parametrize("formula", ["$A$1:$A$9", "1", "LEN(B2)&gt;3"])
    def test_a_list_of_cells_or_a_condition_is_no_text(self, formula):
        rule = RULES.replace('"có, không"', formula)
        assert CHOICE not in {place for place, _ in find_sheet_attributes(sheet(rule))}

    def test_a_list_in_escaped_quotes_is_a_list(self):
        rule = RULES.replace('"có, không"', "&quot;có,không&quot;")
        assert (CHOICE, "không") in find_sheet_attributes(sheet(rule))


class TestLinks:
    def test_are_found_by_what_is_shown_and_where_they_lead(self, prefix):
        assert find_sheet_attributes(sheet(CELLS, LINKS, prefix=prefix)) == (
            (LINK, "BC!A1"),
            (LINK, "xem"),
            (LINK, "trang BC"),
        )

    def test_behind_rules_are_found_too(self, prefix):
        places = [place for place, _ in find_sheet_attributes(sheet(RULES, LINKS, prefix=prefix))]
        assert places == [PROMPT] * 4 + [CHOICE] * 2 + [LINK] * 3

    @pytest.mark.parametrize(
        ("markup", "targets"),
        [
            ('<R Target="https://a.example/?x=1&amp;y=2" TargetMode="External"/>',
             ["https://a.example/?x=1&y=2"]),
            ('<R Target="mailto:hoa@a.example" TargetMode="External"/>', ["hoa@a.example"]),
            ('<a href="mailto:hoa@a.example?subject=x">', ["hoa@a.example"]),
            ('<R Target="sheet1.xml"/>', []),
        ],
    )  # fmt: skip
    def test_lead_outside_the_file_or_are_none(self, markup, targets):
        assert find_link_targets(markup) == targets


class TestSurroundings:
    @pytest.mark.parametrize(
        ("parts", "has_any"),
        [((), False), ((RULES,), True), ((LINKS,), True), ((MARGINS,), True)],
    )
    def test_before_an_offset_are_noticed(self, prefix, parts, has_any):
        data = sheet(*parts, CELLS, prefix=prefix)
        assert has_surroundings(data, len(data)) is has_any

    def test_behind_the_offset_are_not(self, prefix):
        data = sheet(CELLS, RULES, LINKS, MARGINS, prefix=prefix)
        assert not has_surroundings(data, data.index(b"dataValidations"))


@settings(max_examples=50)
@given(st.permutations([CELLS, RULES, LINKS, MARGINS]), st.sampled_from(["", "x:", "ss:"]))
def test_no_order_and_no_prefix_hides_a_text(parts, prefix):
    data = sheet(*parts, prefix=prefix)
    assert sorted(find_margin_texts(data)) == ["&Lđầu trang", "chẵn", "trang một"]
    assert len(find_sheet_attributes(data)) == 9


def test_a_picture_may_have_a_text_in_three_places():
    markup = '<x:p descr="một &lt;b&gt;" title="hai"/><v:shape alt="ba" id="bốn"/>'
    assert find_alternative_texts(markup) == ["một <b>", "hai", "ba"]


def test_any_node_with_more_than_blanks_is_a_text():
    assert find_any_nodes("<a> <b>một &amp; hai</b>\n<c>\tba\n</c></a>") == ["một & hai", "ba"]
