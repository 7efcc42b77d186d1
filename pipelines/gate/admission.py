"""Which requests may come in: judged by Host, Origin, fetch metadata, method, path and cookie.

Every check that needs no body, for requests and for live connections alike. Calls no floor.
"""

from starlette.requests import HTTPConnection

from pipelines.gate.gate_policy import GatePolicy
from pipelines.gate.refusals import Refusal
from pipelines.gate.sessions import Sessions

LOGIN_PATH = "/login"
GRAPHQL_PATH = "/graphql"
_READING = ("GET", "HEAD")


def find_foreign_sender(connection: HTTPConnection, policy: GatePolicy) -> Refusal | None:
    """Return why the sender of a request is foreign; None for the gate's own pages and people.

    A page on another site can make a browser send a request, but cannot make it lie on where the
    request comes from. A name that leads to this machine (DNS rebinding) is a foreign Host.
    """
    hosts = connection.headers.getlist("host")
    origin = policy.find_origin(hosts[0]) if len(hosts) == 1 else None
    if origin is None:
        return Refusal.FOREIGN_HOST
    given = connection.headers.getlist("origin")
    may_lack = connection.scope["type"] == "http" and connection.scope["method"] in _READING
    if given != [origin] and not (may_lack and not given):
        return Refusal.FOREIGN_ORIGIN
    return None if _is_own_fetch(connection) else Refusal.FOREIGN_ORIGIN


def _is_own_fetch(connection: HTTPConnection) -> bool:
    """Return whether a browser says that a page of the gate, or its user, wants this.

    Images and frames carry no Origin but are named here; a link that is followed may come from
    anywhere, as only reading follows a link.
    """
    headers = connection.headers
    is_link = (
        headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
    )
    return is_link or headers.get("sec-fetch-site", "none") in ("same-origin", "none")


def find_refusal(
    connection: HTTPConnection, policy: GatePolicy, sessions: Sessions
) -> Refusal | None:
    """Return why a request for a page of Dagster is refused; None if it may pass."""
    if not sessions.is_session(connection.cookies.get(policy.cookie_name, "")):
        return Refusal.NO_SESSION
    if not _is_plain_path(connection.scope["path"]):
        return Refusal.BAD_PATH
    if connection.scope["type"] == "websocket":
        return None if _asks_for_graphql(connection, policy) else Refusal.BAD_PATH
    return _find_bad_method(connection, policy)


def _is_plain_path(path: str) -> bool:
    """Return whether a path reads the same before and after anyone on the way tidies it."""
    return "\\" not in path and not {".", ".."} & set(path.split("/"))


def _find_bad_method(connection: HTTPConnection, policy: GatePolicy) -> Refusal | None:
    method = connection.scope["method"]
    if not _asks_for_graphql(connection, policy):
        return None if method in _READING else Refusal.BAD_METHOD
    if method != "POST":
        return Refusal.BAD_METHOD
    kind = connection.headers.get("content-type", "").partition(";")[0]
    return None if kind.strip().lower() == "application/json" else Refusal.NOT_JSON


def _asks_for_graphql(connection: HTTPConnection, policy: GatePolicy) -> bool:
    path: str = connection.scope["path"]
    return path == policy.path_prefix + GRAPHQL_PATH
