"""The recipients of notices: the rows of the optional `contacts.csv`.

A row has an office's role and address, never a person's name. An address only names a secret;
the sending module fills in the value from the environment. May import only `language` and `row`.
"""

import re
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from warehouse.catalogue.row import CatalogueRow, Slug
from warehouse.language import Lang

SECRET_PATTERN = re.compile(r"\$\{(CHISO_SECRET_[A-Z0-9_]+)\}")
"""The placeholder of a secret in an address: the name of an environment variable."""
_PASSWORD_PATTERN = re.compile(
    r"://[^/?#@:]*:[^/?#@]+@|[?&](?:pass|password|token)=[^&]", re.IGNORECASE
)


def _validate_contact_url(url: str) -> str:
    """Return the Apprise address; refuse a foreign placeholder or a password in plain text."""
    if not re.match(r"[a-z][a-z0-9+.-]*://\S+$", url):
        raise ValueError("không phải địa chỉ Apprise / not an Apprise address, scheme://…")
    url_without_secrets = SECRET_PATTERN.sub("", url)
    if "$" in url_without_secrets:
        raise ValueError("chỗ trống phải là ${CHISO_SECRET_…} / a blank is ${CHISO_SECRET_…}")
    if _PASSWORD_PATTERN.search(url_without_secrets):
        raise ValueError("mật khẩu nằm trong tệp / a password stands in the file")
    return url


class Contact(CatalogueRow):
    """A role of an office and an address with placeholders for secrets.

    A sender is notified of the findings of a unit and of all units below, an officer of the
    findings of a unit or of all units, an operator of failed runs.
    """

    contact: Slug
    unit: Annotated[str | None, BeforeValidator(lambda unit: unit or None)] = None
    role: Literal["sender", "officer", "operator"]
    url: Annotated[str, AfterValidator(_validate_contact_url), Field(repr=False)]
    lang: Lang = "vi"

    @model_validator(mode="after")
    def _validate_role_unit(self) -> Self:
        if self.role == "sender" and self.unit is None:
            raise ValueError("người gửi phải có unit / a sender needs a unit")
        if self.role == "operator" and self.unit is not None:
            raise ValueError("người vận hành không có unit / an operator has no unit")
        return self
