"""Recipients: the contacts that share an address, with the secrets of the environment filled in.

The only place where an address is whole; an address is never displayed. Sends nothing.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from warehouse.catalogue import Catalogue, Contact
from warehouse.catalogue.contacts import SECRET_PATTERN


@dataclass(frozen=True, slots=True)
class Recipient:
    """One address and every contact reached there: an address gets each notice once."""

    contacts: tuple[Contact, ...]
    url: str = field(repr=False)
    secrets: tuple[str, ...] = field(default=(), repr=False)

    @property
    def contact_names(self) -> tuple[str, ...]:
        """The ids of its contacts."""
        return tuple(contact.contact for contact in self.contacts)

    @property
    def contact_name(self) -> str:
        """The contact under whose name notices are recorded."""
        return self.contact_names[0]

    @property
    def lang(self) -> str:
        """The language of its notices."""
        return self.contacts[0].lang

    def select_contacts(self, names: Sequence[str]) -> "Recipient | None":
        """Return the same address for some of its contacts; None without such a contact."""
        contacts = tuple(c for c in self.contacts if c.contact in names)
        return Recipient(contacts, self.url, self.secrets) if contacts else None

    def redact_text(self, text: str) -> str:
        """Replace the address and its secrets in a text by asterisks."""
        secret_texts = {self.url, *self.secrets, *(quote(s, safe="") for s in self.secrets)}
        for secret in sorted(secret_texts - {""}, key=len, reverse=True):
            text = text.replace(secret, "***")
        return text


@dataclass(frozen=True, slots=True)
class UnsetContact:
    """A contact that cannot be reached because a variable of the environment is not set."""

    contact: str
    variable: str


def resolve_recipients(
    catalogue: Catalogue, environment: Mapping[str, str]
) -> tuple[list[Recipient], list[UnsetContact]]:
    """List the reachable addresses, and the contacts without a secret; neither stops the other."""
    contacts_by_url: dict[str, list[Contact]] = {}
    unset_contacts: list[UnsetContact] = []
    for contact in catalogue.contacts:
        missing_variables = [
            v for v in SECRET_PATTERN.findall(contact.url) if not environment.get(v)
        ]
        if missing_variables:
            unset_contacts.append(UnsetContact(contact.contact, missing_variables[0]))
        else:
            contacts_by_url.setdefault(_fill_address(contact.url, environment), []).append(contact)
    return [
        _build_recipient(url, contacts, environment) for url, contacts in contacts_by_url.items()
    ], unset_contacts


def _fill_address(url: str, environment: Mapping[str, str]) -> str:
    """Fill the blanks of an address; a password may hold any character."""

    def fill_blank(blank: re.Match[str]) -> str:
        is_password = url.startswith("@", blank.end())
        return quote(environment[blank[1]], safe="") if is_password else environment[blank[1]]

    return SECRET_PATTERN.sub(fill_blank, url)


def _build_recipient(
    url: str, contacts: list[Contact], environment: Mapping[str, str]
) -> Recipient:
    secrets = {environment[v] for contact in contacts for v in SECRET_PATTERN.findall(contact.url)}
    return Recipient(tuple(contacts), url, tuple(sorted(secrets)))
