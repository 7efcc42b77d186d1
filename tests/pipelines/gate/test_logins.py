"""Logins: an address opens one session, once, for a while, and for one gate."""

import os
import stat

import itsdangerous
import pytest

from pipelines.gate import sessions
from pipelines.gate.gate_record import GateRecord, keep_record, read_record
from pipelines.gate.sessions import (
    LOGIN_SECONDS,
    SESSION_SECONDS,
    Sessions,
    create_key,
    issue_login,
)
from tests.pipelines.gate.served_gates import PREFIX, PUBLIC, served_gate
from warehouse.home import Home

KEY = create_key()


@pytest.fixture
def age(monkeypatch):
    """Let what is signed from now on be some seconds old."""

    def make_older(seconds):
        now = itsdangerous.TimestampSigner.get_timestamp
        monkeypatch.setattr(
            itsdangerous.TimestampSigner, "get_timestamp", lambda self: now(self) - seconds
        )
        return monkeypatch.undo

    return make_older


def test_a_login_opens_one_session():
    gate, login = Sessions(KEY), issue_login(KEY)
    session = gate.redeem_login(login)
    assert gate.is_session(session)
    assert gate.redeem_login(login) is None
    assert gate.redeem_login(issue_login(KEY)) not in (None, session)


def test_what_is_signed_for_one_purpose_or_gate_is_worth_nothing_for_another():
    gate, login = Sessions(KEY), issue_login(KEY)
    session = gate.redeem_login(issue_login(KEY))
    assert not gate.is_session(login)
    assert gate.redeem_login(session) is None
    assert gate.redeem_login(issue_login(create_key())) is None
    assert not Sessions(create_key()).is_session(session)
    for false in ("", "a", session[:-1], session + "a", session.replace(".", "", 1)):
        assert not gate.is_session(false)


def test_a_login_and_a_session_grow_too_old(age):
    gate = Sessions(KEY)
    undo = age(LOGIN_SECONDS + 60)
    old = issue_login(KEY)
    undo()
    assert gate.redeem_login(old) is None
    for seconds, is_good in ((SESSION_SECONDS - 60, True), (SESSION_SECONDS + 60, False)):
        undo = age(seconds)
        session = gate.redeem_login(issue_login(KEY))
        undo()
        assert gate.is_session(session) is is_good


def test_a_key_cannot_be_guessed():
    assert len(bytes.fromhex(sessions.create_key())) == 32
    assert sessions.create_key() != sessions.create_key()


def test_a_browser_is_given_a_cookie_that_no_script_and_no_other_page_has():
    with served_gate() as gate:
        login = f"/login?token={issue_login(gate.key)}"
        assert gate.client.get(f"{PREFIX}/").status_code == 401
        assert gate.client.head(login).status_code == 401  # whoever only asks does not use it up
        answer = gate.client.get(login)
        assert (answer.status_code, answer.headers["refresh"]) == (200, "0; url=/")
        (cookie,) = answer.headers.get_list("set-cookie")
        assert cookie.startswith(f"chiso_{gate.policy.port}=")
        for rule in ("HttpOnly", "SameSite=strict", "Path=/"):
            assert rule in cookie
        assert gate.client.get(f"{PREFIX}/").status_code == 200
        assert gate.client.get(login).status_code == 401
        assert gate.client.get("/login").status_code == 401


def test_a_foreign_page_logs_nobody_in():
    with served_gate() as gate:
        login = f"/login?token={issue_login(gate.key)}"
        assert gate.client.get(login, headers={"Host": "example.com"}).status_code == 403
        assert gate.client.get(login, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
        assert gate.client.get(login).status_code == 200


def test_by_https_the_cookie_is_for_https_alone():
    with served_gate(public_origin=PUBLIC) as gate:
        login, host = issue_login(gate.key), PUBLIC.removeprefix("https://")
        answer = gate.client.get(f"/login?token={login}", headers={"Host": host})
        assert "Secure" in answer.headers["set-cookie"]


def test_the_record_is_the_owners_and_goes_with_the_gate(tmp_path):
    home, record = Home(tmp_path), GateRecord("http://127.0.0.1:3000", KEY)
    before = os.umask(0)
    try:
        with keep_record(home, 3000, record):
            (path,) = home.gates_folder.iterdir()
            assert [stat.S_IMODE(p.stat().st_mode) for p in (path, path.parent)] == [0o600, 0o700]
            assert read_record(home, 3000) == record
            assert read_record(home, 3001) is None
            login = record.build_login_address().removeprefix("http://127.0.0.1:3000/login?token=")
            assert Sessions(KEY).redeem_login(login)
    finally:
        os.umask(before)
    assert read_record(home, 3000) is None


def test_what_is_left_of_a_gate_that_was_killed_is_replaced(tmp_path):
    home = Home(tmp_path)
    home.gates_folder.mkdir()
    for name in ("3000.json", "3000.new"):
        (home.gates_folder / name).write_text("torn", encoding="utf-8")
    with keep_record(home, 3000, GateRecord(PUBLIC, KEY)):
        assert read_record(home, 3000) == GateRecord(PUBLIC, KEY)
