"""The guard: every kind of broken or hostile file is told for what it is, before any parser."""

import io
import time
import zipfile

import pytest

from tests.sent import schools, send
from tests.warehouse.files import hostile
from warehouse.files.guard import examination, zip_parts
from warehouse.files.guard.examination import examine_file

LEFT_TO_THE_READER = {"E-FORM-001", "E-FILE-003", "read"}
"""Nothing that bytes tell: the parser, or the limits of its process, have the last word."""


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    path = tmp_path_factory.mktemp("report") / "a.xlsx"
    send(path, schools())
    return path.read_bytes()


def code(content):
    doubt = examine_file(content)
    return doubt and doubt.code


def test_a_faultless_report_is_let_through(report):
    assert examine_file(report) is None


@pytest.mark.parametrize("kind", hostile.KINDS)
def test_each_kind_has_its_own_words(report, kind):
    expected, make = hostile.KINDS[kind]
    assert code(make(report)) == (None if expected in LEFT_TO_THE_READER else expected)


@pytest.mark.parametrize(
    "text", [b"hello", b"a;b;c\n1;2;3\n", "Tổng\t5".encode("utf-16"), b"<html><table>", b"\xd0\xcf"]
)
def test_what_is_no_container_is_the_readers_to_judge(text):
    assert examine_file(text) is None


def test_an_empty_archive_is_left_to_whoever_looks_for_reports():
    assert code(b"PK\x05\x06" + bytes(18)) is None


def test_a_figure_changed_on_the_way_is_never_read(report):
    """Libraries stop where the table ends and never come to the part's checksum."""
    unpacked = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(report)) as old,
        zipfile.ZipFile(unpacked, "w", zipfile.ZIP_STORED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, old.read(name))
    content = unpacked.getvalue()
    assert examine_file(content) is None
    changed = content.replace(b"<v>9000</v>", b"<v>8000</v>")
    assert changed != content
    assert code(changed) == examination.DAMAGED_FILE


@pytest.mark.parametrize("size", [0, 1, 65535, 65536, 65537, 131072, 3_000_000])
@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_part_of_any_size_unpacks_to_itself(size, method):
    part = bytes(n * n % 251 for n in range(min(size, 70_000))).ljust(size, b"x")
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        archive.writestr("a", part)
    (listed_part,) = zip_parts.list_parts(content.getvalue())
    assert b"".join(zip_parts.unpack_pieces(content.getvalue(), listed_part)) == part
    assert zip_parts.read_opening(content.getvalue(), listed_part, 100) == part[:100]


def test_links_to_other_files_are_noted(report):
    linked = hostile.rewritten(report, {}, {"xl/externalLinks/externalLink1.xml": b"<a/>"})
    assert code(linked) == "N-FILE-010"


def test_comments_before_the_root_are_no_entities(report):
    prolog = "<!-- <!-- > -->\n<?a ?>\n" * 20
    assert examine_file(hostile.in_sheet("", prolog=prolog)(report)) is None


def test_words_in_the_text_are_no_declaration(report):
    text = '<row r="99"><c r="A99" t="inlineStr"><is><t>&lt;!DOCTYPE x&gt;</t></is></c></row>'
    assert examine_file(hostile.in_sheet(text)(report)) is None


def test_formatted_cells_far_away_hold_nothing(report):
    """Someone gave a colour to whole columns: that is no reason to refuse a report."""
    far = '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    declared = hostile.dimension("A1:XFD1048576")
    assert examine_file(hostile.in_sheet(far, declared)(report)) is None


@pytest.mark.parametrize(
    "far",
    [
        "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>",
        '<row r = "1048576" ><c  r = "xfd1048576" ><v>1</v></c></row>',
        '<x:row xmlns:x="m" r="1048576"><x:c r="XFD1048576"><x:is/></x:c></x:row>',
        '<row r="1048576">' + "<c><v>1</v></c>" * 20 + "</row>",
    ],
)
def test_a_far_cell_is_seen_however_it_is_written(report, far):
    declared = hostile.dimension("A1:XFD1048576")
    assert code(hostile.in_sheet(far, declared)(report)) == examination.OVERSIZED_SHEET


def test_many_sheets_are_measured_together(report):
    wide = f'<worksheet><dimension ref="A1:A9"/>{hostile.cell("CV9999")}</worksheet>'.encode()
    more = {f"xl/worksheets/more{n}.xml": wide for n in range(3)}
    assert code(hostile.rewritten(report, {}, more)) == examination.OVERSIZED_SHEET


def test_long_sizes_are_read_where_a_writer_always_states_them(report):
    """Zip64 fields with ordinary sizes, as some Java libraries write them."""
    at = report.rfind(b"PK\x01\x02")
    name = int.from_bytes(report[at + 28 : at + 30], "little")
    sizes = report[at + 24 : at + 28] + bytes(4) + report[at + 20 : at + 24] + bytes(4)
    extra = b"\x01\x00\x10\x00" + sizes
    entry = bytearray(report[at : at + 46])
    entry[20:28] = b"\xff" * 8
    entry[30:32] = len(extra).to_bytes(2, "little")
    rest = report[at + 46 + name :]
    content = report[:at] + entry + report[at + 46 : at + 46 + name] + extra + rest
    assert examine_file(content) is None
    assert code(content.replace(extra, extra[:4] + b"\xff" * 16)) is not None


def test_an_ordinary_report_costs_next_to_nothing(report):
    """A tenth of a millisecond; ten times that here, for a machine that does other things too."""
    best = min(_seconds(report) for _ in range(20))
    assert best < 0.001


def _seconds(content):
    started = time.perf_counter()
    examine_file(content)
    return time.perf_counter() - started


def test_open_document_rows_that_repeat_nothing_are_nothing():
    """LibreOffice fills a sheet to its end with one empty row that stands a million times."""
    filler = (
        '<table:table-row table:number-rows-repeated="1048576">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    assert examine_file(hostile.ods(hostile.repeated(6, 100) + filler)) is None
    assert code(hostile.ods(filler + hostile.repeated(6, 100))) == examination.OVERSIZED_SHEET


@pytest.mark.parametrize("change", [(4, b"\1"), (20, b"\7")], ids=["another disk", "a comment"])
def test_an_end_that_other_readers_would_not_take_for_one_is_no_end(change):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
    at, byte = change
    archive = bytearray(content.getvalue())
    end = archive.rfind(b"PK\x05\x06")
    archive[end + at : end + at + 1] = byte
    assert examination.examine_file(content.getvalue()) is None
    assert (
        examination.examine_file(content.getvalue() + b"\r\n") is None
    )  # as some mail programs leave it
    assert examination.examine_file(bytes(archive)).code == examination.DAMAGED_FILE
