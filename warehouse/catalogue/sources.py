"""Where files come from besides the inbox folder: one row of `sources.yaml`.

An address and the name of a secret, never the secret itself; going there is `assets`'.
"""

from typing import Annotated, Self
from urllib.parse import SplitResult, urlsplit

from pydantic import BaseModel, ConfigDict, Field, model_validator

from warehouse.catalogue.row import Slug

MAILBOX = "imaps"


class Source(BaseModel):
    """A mailbox (`imaps://user@host/folder`) or a folder at any address fsspec knows.

    `secret` names the environment variable that holds the password.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    source: Slug
    url: Annotated[str, Field(pattern=r"^[a-z][a-z0-9+.-]*://")]
    secret: Annotated[str | None, Field(pattern=r"^[A-Z][A-Z0-9_]*$")] = None

    @model_validator(mode="after")
    def _keeps_its_secret(self) -> Self:
        address = self.address
        if address.port == 0:  # asking for one that is no number raises
            raise ValueError("cổng 0 / port 0")
        if address.password is not None:
            raise ValueError(
                "không ghi mật khẩu ở đây; đặt vào biến môi trường mà secret gọi tên / no password "
                "here: put it in the environment variable that secret names"
            )
        if address.scheme == "imap":
            raise ValueError(
                "imap:// để lộ mật khẩu, dùng imaps:// / imap:// shows the password, use imaps://"
            )
        if self.is_mailbox and not (address.username and address.hostname and self.secret):
            raise ValueError(
                "hòm thư cần imaps://người-dùng@máy-chủ và secret / a mailbox needs "
                "imaps://user@host and a secret"
            )
        return self

    @property
    def address(self) -> SplitResult:
        """The parts of the address."""
        return urlsplit(self.url)

    @property
    def is_mailbox(self) -> bool:
        """Whether files come as attachments of mail."""
        return self.address.scheme == MAILBOX
