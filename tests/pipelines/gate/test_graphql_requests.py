"""What a GraphQL request asks for is read, or the request is refused; nothing is guessed."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.gate.graphql_requests import (
    UnreadableRequestError,
    has_mutation,
    is_live_message,
    read_request,
)

DEEP = "[" * 100_000
DEEP_QUERY = "{a" * 3_000 + "}" * 3_000


def test_a_request_is_reduced_to_the_fields_that_graphql_knows():
    body = {"query": "{runs}", "variables": {"a": 1}, "operationName": "A", "extensions": {}}
    assert read_request(json.dumps(body).encode()) == {
        "query": "{runs}",
        "variables": {"a": 1},
        "operationName": "A",
    }
    assert read_request(b"{}") == {}


@pytest.mark.parametrize(
    "body", ["", "[]", '"query"', "null", "1", "{", '[{"query": "{a}"}]', DEEP]
)
def test_what_is_no_json_object_cannot_be_read(body):
    with pytest.raises(UnreadableRequestError):
        read_request(body.encode())


def test_bytes_that_are_no_text_cannot_be_read():
    with pytest.raises(UnreadableRequestError):
        read_request(b'{"query": "\xff"}')


@pytest.mark.parametrize(
    ("query", "is_mutation"),
    [
        ("{runs}", False),
        ("query A {runs}", False),
        ("subscription A {logs}", False),
        ("mutation {launch}", True),
        ("mutation A {launch}", True),
        ("query A {runs} mutation B {launch}", True),  # whichever is chosen
        ("# mutation\n{runs}", False),
        ('{runs(filter: "mutation {launch}")}', False),
        ("fragment F on Run {id}", False),
        ("query mutation {mutation}", False),
        ("\ufeffmutation {launch}", True),
    ],
)
def test_a_mutation_is_known_by_its_grammar(query, is_mutation):
    assert has_mutation({"query": query, "operationName": "A"}) == is_mutation


@pytest.mark.parametrize("query", [None, 1, ["{a}"], {}, "", "mutatio", "{", "{a} }", DEEP_QUERY])
def test_a_query_that_is_no_graphql_cannot_be_judged(query):
    with pytest.raises(UnreadableRequestError):
        has_mutation({"query": query})
    assert not is_live_message(json.dumps({"type": "start", "payload": {"query": query}}))


def test_a_request_without_a_query_cannot_be_judged():
    with pytest.raises(UnreadableRequestError):
        has_mutation({"variables": {}})


@pytest.mark.parametrize(
    ("payload", "is_allowed"),
    [
        ({"query": "subscription A {logs}"}, True),
        ({"query": "subscription A {logs} fragment F on Run {id}"}, True),
        ({"query": "subscription A {logs} subscription B {logs}"}, True),
        ({"query": "subscription A {logs} mutation B {launch}"}, False),
        ({"query": "subscription A {logs} query B {runs}"}, False),
        ({"query": "fragment F on Run {id}"}, False),
        ({"query": "{runs}"}, False),
        ({}, False),
        ([], False),
        (None, False),
        ("subscription {logs}", False),
    ],
)
def test_only_subscriptions_start_over_a_live_connection(payload, is_allowed):
    assert is_live_message(json.dumps({"type": "start", "payload": payload})) == is_allowed


@pytest.mark.parametrize("kind", ["connection_init", "stop", "connection_terminate", None])
def test_any_other_message_asks_for_nothing(kind):
    assert is_live_message(json.dumps({"type": kind, "payload": {"query": "mutation {launch}"}}))


@settings(max_examples=50)
@given(st.text('{}()#"mutation ', max_size=30))
def test_any_text_is_judged_and_none_passes_as_a_mutation(text):
    try:
        asks_for_mutation = has_mutation({"query": text})
    except UnreadableRequestError:
        asks_for_mutation = False
    assert asks_for_mutation <= ("mutation" in text)
    assert isinstance(is_live_message(text), bool)
