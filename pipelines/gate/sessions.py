"""Logins and sessions: texts signed with the key of one `chiso ui`, worth nothing to another.

A login opens one session; a session lasts a working day. Knows no request; calls no floor.
"""

import hashlib
import secrets

from itsdangerous import BadSignature, URLSafeTimedSerializer

LOGIN_SECONDS = 15 * 60
"""How long a login address may wait to be opened."""
SESSION_SECONDS = 12 * 60 * 60
_NONCE_BYTES = 16


def create_key() -> str:
    """Return a new key, unguessable."""
    return secrets.token_hex(32)


def issue_login(key: str) -> str:
    """Return a login that can be redeemed once."""
    return _issue(key, "login")


class Sessions:
    """The sessions of one gate, and the logins that were redeemed already."""

    def __init__(self, key: str) -> None:
        self._key = key
        self._redeemed: set[str] = set()

    def redeem_login(self, login: str) -> str | None:
        """Return a new session for a login; None if the login is false, too old or was used."""
        nonce = _read_nonce(self._key, "login", login, LOGIN_SECONDS)
        if nonce is None or nonce in self._redeemed:
            return None
        self._redeemed.add(nonce)
        return _issue(self._key, "session")

    def is_session(self, text: str) -> bool:
        """Return whether a text is a session of this gate and not too old."""
        return _read_nonce(self._key, "session", text, SESSION_SECONDS) is not None


def _issue(key: str, purpose: str) -> str:
    return _build_signer(key, purpose).dumps(secrets.token_hex(_NONCE_BYTES))


def _read_nonce(key: str, purpose: str, text: str, seconds: int) -> str | None:
    try:
        return str(_build_signer(key, purpose).loads(text, max_age=seconds))
    except BadSignature:  # a wrong key, another purpose, or an age beyond the limit
        return None


def _build_signer(key: str, purpose: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(
        key, salt=f"chiso {purpose}", signer_kwargs={"digest_method": hashlib.sha256}
    )
