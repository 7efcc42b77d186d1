"""`chiso restore`: what it prints of a backup that lacks a file; the drill has its own tests."""

from types import SimpleNamespace

from assets.recovery.lost_files import LostFile
from assets.recovery.rebuilding import RebuildReport
from assets.recovery.replay import ReplayTotals
from pipelines.commands import restore
from tests import spec
from tests.sent import new_home


def test_a_file_that_the_backup_lacks_is_named_with_the_way_back(tmp_path, monkeypatch, capsys):
    """A backup has no copy of a damaged archived file."""
    report = RebuildReport(ReplayTotals(), None, None, None, (LostFile("ab12", "tốt.xlsx"),))
    pool = SimpleNamespace(start_children=lambda: None, close=lambda: None)
    monkeypatch.setattr(restore, "load_catalogue", lambda folder: spec.catalogue())
    monkeypatch.setattr(restore, "create_reading_pool", lambda settings: pool)
    monkeypatch.setattr(restore, "restore_files", lambda folder, home: 3)
    monkeypatch.setattr(restore, "rebuild_home", lambda home, catalogue, pool: report)
    home = new_home(tmp_path / "home")
    assert restore.main(home=home.root, lang="vi", folder=tmp_path) == 1
    printed = capsys.readouterr().out
    assert "ab12 (tốt.xlsx) mất hoặc hỏng" in printed
    assert "chiso rebuild" in printed
