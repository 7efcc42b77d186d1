"""Live connections at the gate: only the gate's own pages, and only subscriptions."""

import asyncio
import json

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from pipelines.gate.gate_policy import Upstream
from pipelines.gate.graphql_requests import is_live_message
from tests.pipelines.gate.served_gates import PREFIX, Recorder, gate_before, served_gate

SUBSCRIBE = json.dumps({"type": "start", "payload": {"query": "subscription { a }"}})
MUTATE = json.dumps({"type": "start", "payload": {"query": "mutation { a }"}})


@pytest.fixture(scope="module")
def shared():
    with served_gate() as gate:
        gate.log_in()
        yield gate


@pytest.fixture
def gate(shared):
    shared.recorder.messages.clear()
    return shared


def converse(gate, *messages, path=f"{PREFIX}/graphql", protocol="graphql-ws", **headers):
    """Send messages one by one; return the answers, and the code with which the gate closed."""
    given = {"Origin": gate.origin, "Cookie": gate.cookie()} | headers
    address = f"ws://127.0.0.1:{gate.policy.port}{path}"

    async def send_all():
        answers = []
        async with connect(
            address, additional_headers=given, subprotocols=[protocol], proxy=None
        ) as connection:
            try:
                for message in messages:
                    await connection.send(message)
                    answers.append(await connection.recv())
            except ConnectionClosed as closed:
                return answers, closed.rcvd.code
        return answers, None

    return asyncio.run(send_all())


def test_a_subscription_passes(gate):
    init = '{"type": "connection_init", "payload": {}}'
    assert converse(gate, init, SUBSCRIBE, '{"type": "stop"}') == (
        ["heard 1", "heard 2", "heard 3"],
        None,
    )
    assert gate.recorder.messages == [init, SUBSCRIBE, '{"type": "stop"}']


@pytest.mark.parametrize("message", [MUTATE, "{", b"\x00", '{"type": "start"}'])
def test_anything_else_closes_the_connection(gate, message):
    assert converse(gate, SUBSCRIBE, message) == (["heard 1"], 1008)
    assert gate.recorder.messages == [SUBSCRIBE]


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://example.com"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Cookie": "a=b"},
        {"Sec-Fetch-Site": "same-site"},
        {"path": f"{PREFIX}/other"},
        {"path": "/graphql"},
        {"protocol": "graphql-transport-ws"},
    ],
    ids=str,
)
def test_a_foreign_page_or_a_stranger_gets_no_connection(gate, headers):
    with pytest.raises(InvalidStatus) as refused:
        converse(gate, SUBSCRIBE, **headers)
    assert refused.value.response.status_code == 403
    assert gate.recorder.messages == []


def test_without_an_origin_there_is_no_connection(gate):
    async def connect_plainly():
        address = f"ws://127.0.0.1:{gate.policy.port}{PREFIX}/graphql"
        given = {"Cookie": gate.cookie()}
        await connect(address, additional_headers=given, subprotocols=["graphql-ws"], proxy=None)

    with pytest.raises(InvalidStatus):
        asyncio.run(connect_plainly())


def test_while_dagster_is_not_there_the_connection_is_refused():
    with gate_before(Upstream("127.0.0.1", 1, PREFIX), Recorder()) as gate:
        gate.log_in()
        with pytest.raises(InvalidStatus):
            converse(gate, SUBSCRIBE)


@pytest.mark.parametrize(
    ("message", "is_allowed"),
    [
        ({"type": "connection_init"}, True),
        ({"type": "stop", "id": "1"}, True),
        ({"type": "start", "payload": {"query": "subscription A { a }"}}, True),
        ({"type": "start", "payload": {"query": "{ a }"}}, False),
        ({"type": "start", "payload": {"query": "subscription A { a } mutation B { b }"}}, False),
        ({"type": "start", "payload": {"query": "fragment F on X { a }"}}, False),
        ({"type": "start", "payload": {"query": 1}}, False),
        ({"type": "start", "payload": []}, False),
        ([], False),
    ],
)
def test_a_message_is_judged_by_what_it_asks(message, is_allowed):
    assert is_live_message(json.dumps(message)) is is_allowed
