"""The files carried away: all of a command together, numbered, with the publication they are of."""

from datetime import UTC, datetime

import pytest

from assets.outbox.exports import (
    EXPORTS_TABLE,
    Export,
    ExportedFile,
    RecordedExport,
    list_exports,
    record_exports,
)
from tests.sent import new_home
from warehouse.journal.journal_folder import JournalFolder
from warehouse.journal.settlement import open_register
from warehouse.store import DatabaseError

PUBLISHED = datetime(2023, 7, 20, 2, tzinfo=UTC)
WRITTEN = datetime(2023, 7, 21, 9, tzinfo=UTC)
SHEET = Export("2023-Q2", PUBLISHED, "chiso", WRITTEN, "DK-TA")
WORD, PDF = ExportedFile("report_word", "a.docx", "ab"), ExportedFile("report_pdf", "a.pdf", "cd")


@pytest.fixture
def home(tmp_path):
    return new_home(tmp_path / "home")


def test_the_files_of_a_command_are_one_entry_of_the_journal(home):
    with open_register(home) as register:
        record_exports(register, SHEET, [WORD, PDF])
    (line,) = JournalFolder(home.journal_folder).read_lines()
    rows = line.entry.tables[EXPORTS_TABLE].rows
    assert [row[:6] for row in rows] == [
        (1, "report_word", "a.docx", "ab", "2023-Q2", "DK-TA"),
        (2, "report_pdf", "a.pdf", "cd", "2023-Q2", "DK-TA"),
    ]


def test_the_number_of_the_publication_is_that_of_its_moment(home):
    with open_register(home) as register:
        register.create_table("raw.publications")
        for number, hour in ((7, 2), (8, 3)):
            register.execute(
                "INSERT INTO raw.publications BY NAME SELECT ? AS publication, "
                "? AS published_at, 'c' AS catalogue, 1 AS built_sequence",
                [number, PUBLISHED.replace(hour=hour)],
            )
        record_exports(register, SHEET, [PDF])
        record_exports(register, Export("2023", WRITTEN, "chiso", WRITTEN, is_sent=True), [WORD])
        assert list_exports(register) == [
            RecordedExport(
                "2023",
                WRITTEN,
                "chiso",
                WRITTEN,
                None,
                is_sent=True,
                export_number=2,
                kind="report_word",
                file_name="a.docx",
                sha256="ab",
                publication=None,
            ),
            RecordedExport(
                "2023-Q2",
                PUBLISHED,
                "chiso",
                WRITTEN,
                "DK-TA",
                export_number=1,
                kind="report_pdf",
                file_name="a.pdf",
                sha256="cd",
                publication=7,
            ),
        ]


def test_of_a_command_with_an_unknown_kind_nothing_is_recorded(home):
    with open_register(home) as register:
        with pytest.raises(DatabaseError):
            record_exports(register, SHEET, [PDF, ExportedFile("film", "a.mp4", "ef")])
        assert list_exports(register) == []
