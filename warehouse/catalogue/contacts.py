"""Whom to tell: one row of the optional `contacts.csv`, an office's role and where it is reached.

A role and an office's address, never a person's name; a secret is only named here, and filled
from the environment by whoever sends.
"""

import re
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from warehouse.catalogue.row import Row, Slug

SECRET = re.compile(r"\$\{(CHISO_SECRET_[A-Z0-9_]+)\}")
"""A blank in an address, filled with the environment variable of that name."""
_PASSWORD = re.compile(r"://[^/?#@:]*:[^/?#@]+@|[?&](?:pass|password|token)=[^&]", re.IGNORECASE)


def _address(url: str) -> str:
    """An Apprise address whose blanks are ours and whose password, if any, is one of them."""
    if not re.match(r"[a-z][a-z0-9+.-]*://\S+$", url):
        raise ValueError("không phải địa chỉ Apprise / not an Apprise address, scheme://…")
    bare = SECRET.sub("", url)
    if "$" in bare:
        raise ValueError("chỗ trống phải là ${CHISO_SECRET_…} / a blank is ${CHISO_SECRET_…}")
    if _PASSWORD.search(bare):
        raise ValueError("mật khẩu nằm trong tệp / a password stands in the file")
    return url


class Contact(Row):
    """A role of an office, what it hears of, and its address with blanks for secrets.

    A sender hears of the findings of its unit and of all below it, an officer of those of a unit
    or of every one, an operator of runs that fail.
    """

    contact: Slug
    unit: Annotated[str | None, BeforeValidator(lambda unit: unit or None)] = None
    role: Literal["sender", "officer", "operator"]
    url: Annotated[str, AfterValidator(_address), Field(repr=False)]
    lang: Literal["vi", "en"] = "vi"

    @model_validator(mode="after")
    def _hears_its_own(self) -> Self:
        if self.role == "sender" and self.unit is None:
            raise ValueError("người gửi phải có unit / a sender needs a unit")
        if self.role == "operator" and self.unit is not None:
            raise ValueError("người vận hành không có unit / an operator has no unit")
        return self
