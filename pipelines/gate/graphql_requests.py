"""What a GraphQL request asks for: the body of a POST, or a message of a live connection.

Reads texts and judges them; sends nothing and calls no floor. What cannot be read is refused.
"""

import json
from typing import Any

from graphql import GraphQLError, OperationDefinitionNode, OperationType, parse

_FIELDS = ("query", "variables", "operationName")


class UnreadableRequestError(ValueError):
    """A text is not a GraphQL request as Dagster's own pages write them."""


def read_request(body: bytes) -> dict[str, Any]:
    """Return the fields of a GraphQL request.

    Raises:
        UnreadableRequestError: the body is no JSON object with a query.
    """
    return {name: value for name, value in _read_object(body).items() if name in _FIELDS}


def has_mutation(request: dict[str, Any]) -> bool:
    """Return whether any operation of a request is a mutation, the chosen one or not.

    Raises:
        UnreadableRequestError: the query is not GraphQL.
    """
    return OperationType.MUTATION in _list_operations(request.get("query"))


def is_live_message(text: str) -> bool:
    """Return whether a browser may send this over a live connection.

    Dagster's pages ask for subscriptions there and for nothing else.
    """
    try:
        message = _read_object(text)
        if message.get("type") != "start":
            return True
        payload = message.get("payload")
        query = payload.get("query") if isinstance(payload, dict) else None
        return _list_operations(query) == {OperationType.SUBSCRIPTION}
    except UnreadableRequestError:
        return False


def _read_object(text: str | bytes) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        raise UnreadableRequestError from None
    if not isinstance(value, dict):
        raise UnreadableRequestError
    return value


def _list_operations(query: object) -> set[OperationType]:
    if not isinstance(query, str):
        raise UnreadableRequestError
    try:
        definitions = parse(query, no_location=True).definitions
    except (GraphQLError, RecursionError):
        raise UnreadableRequestError from None
    return {d.operation for d in definitions if isinstance(d, OperationDefinitionNode)}
