"""The addresses of a gate, and the address of Dagster behind it, which nobody can guess."""

import ipaddress
import socket

import pytest

from pipelines.gate.gate_policy import GatePolicy, Upstream

LOCAL = ("http://127.0.0.1:3000", "http://localhost:3000")


def policy(public_origin=""):
    return GatePolicy(port=3000, path_prefix="/p", public_origin=public_origin)


def test_the_address_for_people_comes_first():
    assert policy().origins == LOCAL
    assert policy("https://chiso.example").origins == ("https://chiso.example", *LOCAL)


@pytest.mark.parametrize(
    ("public_origin", "host", "origin"),
    [
        ("", "127.0.0.1:3000", LOCAL[0]),
        ("", "Localhost:3000", LOCAL[1]),
        ("", "chiso.example", None),
        ("https://chiso.example", "chiso.example", "https://chiso.example"),
        ("https://chiso.example", "CHISO.example", "https://chiso.example"),
        ("https://chiso.example", "localhost:3000", LOCAL[1]),
        ("https://chiso.example:8443", "chiso.example:8443", "https://chiso.example:8443"),
        ("https://chiso.example:8443", "chiso.example", None),
        ("", "", None),
    ],
)
def test_a_host_leads_to_its_origin(public_origin, host, origin):
    assert policy(public_origin).find_origin(host) == origin


def test_two_gates_of_a_machine_have_two_cookies():
    assert policy().cookie_name == "chiso_3000"
    assert GatePolicy(port=3001, path_prefix="/p").cookie_name == "chiso_3001"


def test_dagster_is_hidden_behind_an_address_a_port_and_a_path():
    chosen = [Upstream.choose() for _ in range(8)]
    assert len({upstream.host for upstream in chosen}) == 8
    assert len({upstream.path_prefix for upstream in chosen}) == 8
    for upstream in chosen:
        address = ipaddress.ip_address(upstream.host)
        assert address.is_loopback
        assert address != ipaddress.ip_address("127.0.0.1")
        assert len(upstream.path_prefix) == 33
        assert int(upstream.path_prefix.removeprefix("/"), 16) >= 0
        assert upstream.authority == f"{upstream.host}:{upstream.port}"


def test_the_port_of_dagster_is_free():
    upstream = Upstream.choose()
    with socket.socket() as server:
        server.bind((upstream.host, upstream.port))
