"""Recipients: an address is whole in one place, and shown in none."""

from types import SimpleNamespace
from urllib.parse import quote

import pytest

from pipelines.alerts.recipients import resolve_recipients
from warehouse.catalogue import Contact

SECRET = "p@ss wörd/1"


@pytest.mark.parametrize("written", [SECRET, quote(SECRET, safe="")])
def test_a_secret_is_shown_neither_as_it_is_nor_as_the_address_spells_it(written):
    url = "json://u:${CHISO_SECRET_X}@h/"
    one = Contact(contact="a", unit=None, role="operator", url=url, lang="vi", basis="thử")
    ((to,), unset) = resolve_recipients(SimpleNamespace(contacts=[one]), {"CHISO_SECRET_X": SECRET})
    assert unset == []
    assert to.redact_text(f"no answer from json://h/{written}/x") == "no answer from json://h/***/x"
