"""Recipients: an address is whole in one place, and shown in none."""

from types import SimpleNamespace
from urllib.parse import quote

import pytest

from pipelines.alerts.recipients import Recipient, UnsetContact, resolve_recipients
from warehouse.catalogue import Contact

SECRET = "p@ss wörd/1"
URL = "json://u:${CHISO_SECRET_X}@h/"


def contact(name, url, lang="vi"):
    return Contact(contact=name, unit=None, role="operator", url=url, lang=lang, basis="thử")


def resolve(contacts, **environment):
    variables = {f"CHISO_SECRET_{name}": value for name, value in environment.items()}
    return resolve_recipients(SimpleNamespace(contacts=contacts), variables)


@pytest.mark.parametrize("written", [SECRET, quote(SECRET, safe="")])
def test_a_secret_is_shown_neither_as_it_is_nor_as_the_address_spells_it(written):
    ((to,), unset) = resolve([contact("a", URL)], X=SECRET)
    assert unset == []
    assert to.redact_text(f"no answer from json://h/{written}/x") == "no answer from json://h/***/x"


@pytest.mark.parametrize(
    ("url", "secret", "whole"),
    [
        ("json://h/hook", "", "json://h/hook"),
        ("json://u:${CHISO_SECRET_X}@h/", "p@:/", "json://u:p%40%3A%2F@h/"),
        ("json://h/${CHISO_SECRET_X}", "a/b", "json://h/a/b"),  # a path stays a path
    ],
)
def test_a_password_is_quoted_and_any_other_secret_stands_as_it_is(url, secret, whole):
    (to,), _ = resolve([contact("a", url)], X=secret)
    assert to.url == whole


@pytest.mark.parametrize("environment", [{}, {"X": ""}, {"X": "1", "Y": ""}])
def test_a_contact_without_its_secret_is_unset_and_stops_nobody_else(environment):
    url = "json://u:${CHISO_SECRET_X}@h/${CHISO_SECRET_Y}"
    recipients, unset = resolve([contact("a", url), contact("b", "json://h/")], **environment)
    assert [to.contact_name for to in recipients] == ["b"]
    missing = "CHISO_SECRET_Y" if environment.get("X") else "CHISO_SECRET_X"
    assert unset == [UnsetContact("a", missing)]


def test_contacts_of_one_address_are_one_recipient_in_the_order_of_the_file():
    contacts = [
        *(contact("a", URL, "en"), contact("b", "json://h/other"), contact("c", URL)),
        contact("d", "json://u:${CHISO_SECRET_Z}@h/"),  # the same once its secret is filled in
    ]
    (first, second), unset = resolve(contacts, X="s", Z="s")
    assert (first.contact_names, second.contact_names) == (("a", "c", "d"), ("b",))
    assert (first.contact_name, first.lang) == ("a", "en")
    assert first.secrets == ("s",)
    assert second.secrets == ()
    assert unset == []


def test_nobody_is_no_recipient():
    assert resolve([]) == ([], [])


@pytest.mark.parametrize(
    ("names", "selected"),
    [(["a", "b"], ("a", "b")), (["b"], ("b",)), (["x", "a"], ("a",)), (["x"], None), ([], None)],
)
def test_the_same_address_for_some_of_its_contacts(names, selected):
    to = Recipient((contact("a", URL), contact("b", URL)), "json://h/", ("s",))
    part = to.select_contacts(names)
    assert (part and part.contact_names) == selected
    assert part is None or (part.url, part.secrets) == (to.url, to.secrets)


def test_the_longest_secret_is_hidden_first():
    to = Recipient((contact("a", URL),), "json://h/ab", ("ab", "abc"))
    assert to.redact_text("abc, ab: json://h/ab") == "***, ***: ***"


def test_an_empty_secret_hides_nothing():
    to = Recipient((contact("a", URL),), "json://h/", ("",))
    assert to.redact_text("no answer") == "no answer"


def test_an_address_is_shown_by_no_representation():
    (to,), _ = resolve([contact("a", URL)], X=SECRET)
    assert SECRET not in repr(to)
    assert "json://" not in repr(to)
