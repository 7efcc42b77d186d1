"""Recipients: the contacts that share an address, with the secrets of the environment filled in.

The only place where an address is whole; an address is never displayed. Sends nothing.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from warehouse.catalogue import Catalogue, Contact
from warehouse.catalogue.contacts import SECRET


@dataclass(frozen=True, slots=True)
class Recipient:
    """One address and every contact reached there: an address gets each notice once."""

    contacts: tuple[Contact, ...]
    url: str = field(repr=False)
    secrets: tuple[str, ...] = field(default=(), repr=False)

    @property
    def names(self) -> tuple[str, ...]:
        """The ids of its contacts."""
        return tuple(contact.contact for contact in self.contacts)

    @property
    def name(self) -> str:
        """The contact under whose name notices are recorded."""
        return self.names[0]

    @property
    def lang(self) -> str:
        """The language of its notices."""
        return self.contacts[0].lang

    def only(self, names: Sequence[str]) -> "Recipient | None":
        """Return the same address for some of its contacts; None when there are none."""
        kept = tuple(c for c in self.contacts if c.contact in names)
        return Recipient(kept, self.url, self.secrets) if kept else None

    def shown(self, text: str) -> str:
        """Replace the address and its secrets in a text by asterisks."""
        told = {self.url, *self.secrets, *(quote(s, safe="") for s in self.secrets)}
        for secret in sorted(told - {""}, key=len, reverse=True):
            text = text.replace(secret, "***")
        return text


@dataclass(frozen=True, slots=True)
class Unset:
    """A contact that cannot be reached because a variable of the environment is not set."""

    contact: str
    variable: str


def recipients(
    catalogue: Catalogue, environment: Mapping[str, str]
) -> tuple[list[Recipient], list[Unset]]:
    """List the reachable addresses, and the contacts without a secret; neither stops the other."""
    grouped: dict[str, list[Contact]] = {}
    unset: list[Unset] = []
    for contact in catalogue.contacts:
        missing = [v for v in SECRET.findall(contact.url) if not environment.get(v)]
        if missing:
            unset.append(Unset(contact.contact, missing[0]))
        else:
            grouped.setdefault(_filled(contact.url, environment), []).append(contact)
    return [_recipient(url, contacts, environment) for url, contacts in grouped.items()], unset


def _filled(url: str, environment: Mapping[str, str]) -> str:
    """Fill the blanks of an address; a password may hold any character."""

    def fill(blank: re.Match[str]) -> str:
        is_password = url.startswith("@", blank.end())
        return quote(environment[blank[1]], safe="") if is_password else environment[blank[1]]

    return SECRET.sub(fill, url)


def _recipient(url: str, contacts: list[Contact], environment: Mapping[str, str]) -> Recipient:
    secrets = {environment[v] for contact in contacts for v in SECRET.findall(contact.url)}
    return Recipient(tuple(contacts), url, tuple(sorted(secrets)))
