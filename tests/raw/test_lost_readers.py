"""A file that costs its reader once is read again when it comes again: it may be the machine."""

import stat
import sys

from assets.intake import ingest_inbox
from tests.sent import CATALOGUE, RECEIVED, arrive, new_home, register_of, schools, send

ABORTS = f"""#!{sys.executable}
import os, sys
from warehouse.forms.report_reader import ReportReader
ReportReader.read_reports = lambda *_: os.abort()
sys.argv = sys.argv[2:]
exec(sys.argv[0])
"""
DECIDED = "SELECT submission, form, decision FROM raw.submissions ORDER BY submission"


def test_the_same_bytes_are_read_again_and_after_that_known(tmp_path, monkeypatch):
    home = new_home(tmp_path / "home")
    send(home.inbox_folder / "a.xlsx", schools())
    content = (home.inbox_folder / "a.xlsx").read_bytes()

    def come_again():
        (home.inbox_folder / "a.xlsx").write_bytes(content)
        arrive(home.inbox_folder / "a.xlsx", RECEIVED)
        return ingest_inbox(home, CATALOGUE, register)

    with register_of(home) as register:
        with monkeypatch.context() as patch:
            dying = tmp_path / "python"
            dying.write_text(ABORTS, encoding="utf-8")
            dying.chmod(dying.stat().st_mode | stat.S_IXUSR)
            patch.setattr(sys, "executable", str(dying))
            assert come_again().known_count == 0
            assert come_again().known_count == 1, "lost again: nothing is known that was not"
        ((lost, *recognised),) = register.query_rows(DECIDED)
        assert recognised == [None, "unrecognised"]
        messages = register.query_rows(
            "SELECT message_vi, message_en FROM raw.findings WHERE code = 'E-FILE-003'"
        )
        assert len(messages) == 1
        assert all("«a.xlsx»" in message for message in messages[0])
        assert come_again().known_count == 0
        assert come_again().known_count == 1
        read = f"{lost.removesuffix('-1')}-2"
        assert register.query_rows(DECIDED) == [
            (lost, None, "unrecognised"),
            (read, "education", None),
        ]
