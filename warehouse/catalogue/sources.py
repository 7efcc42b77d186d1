"""The sources of files besides the inbox: the rows of `sources.yaml`.

An address and the name of a secret, never the secret itself; `assets` fetches the files. May
import only `row`.
"""

from typing import Annotated, Self
from urllib.parse import SplitResult, urlsplit

from pydantic import BaseModel, ConfigDict, Field, model_validator

from warehouse.catalogue.row import Slug

MAILBOX = "imaps"


class Source(BaseModel):
    """A mailbox (`imaps://user@host/folder`) or a folder at an address known to fsspec.

    `secret` names the environment variable that holds the password.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    source: Slug
    url: Annotated[str, Field(pattern=r"^[a-z][a-z0-9+.-]*://")]
    secret: Annotated[str | None, Field(pattern=r"^[A-Z][A-Z0-9_]*$")] = None

    @model_validator(mode="after")
    def _keeps_its_secret(self) -> Self:
        address = self.address
        if address.port == 0:  # `address.port` raises ValueError for a port that is not a number
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
        """Return the parts of the address."""
        return urlsplit(self.url)

    @property
    def is_mailbox(self) -> bool:
        """Return whether files arrive as attachments of mail."""
        return self.address.scheme == MAILBOX
