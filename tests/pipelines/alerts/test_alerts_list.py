"""`chiso alerts list` in a narrow terminal: contact, subject and state in full."""

from datetime import UTC, datetime

from typer.testing import CliRunner

from assets.outbox import notices
from assets.outbox.notices import Notice
from pipelines.cli import app
from tests.sent import new_home
from warehouse.journal.settlement import open_register

CONTACT = "phong-lao-dong-thuong-binh-va-xa-hoi"
SUBJECT = "Chỉ Số: lượt chạy không thành công vì một lý do dài hơn mọi cột của bảng"


def test_nothing_is_cut_at_eighty_columns(tmp_path, monkeypatch):
    for name in ("CHISO_HOME", "CHISO_CATALOGUE", "CHISO_LANG"):
        monkeypatch.delenv(name, raising=False)
    home = new_home(tmp_path / "home")
    with open_register(home) as register:
        notices.create_notice_tables(register)
        notice = Notice("failure", CONTACT, "topic", SUBJECT, "…")
        notices.write_notices(register, [notice], datetime(2026, 11, 28, tzinfo=UTC))
    monkeypatch.setenv("COLUMNS", "80")
    result = CliRunner().invoke(app, ["alerts", "list", "--home", str(home.root)])
    lines = result.output.splitlines()
    assert f"Liên lạc: {CONTACT}" in lines
    assert f"Tiêu đề: {SUBJECT}" in lines
    assert "Viết lúc: 28/11/2026 07:00" in lines
