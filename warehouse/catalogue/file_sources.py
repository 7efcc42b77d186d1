"""The sources of files besides the inbox: the rows of `sources.yaml`.

An address and the name of a secret, never the secret itself; `assets` fetches the files. May
import only `row`.
"""

from typing import Annotated, Self
from urllib.parse import SplitResult, urlsplit

from pydantic import BaseModel, ConfigDict, Field, model_validator

from warehouse.catalogue.row import Slug

MAILBOX_SCHEME = "imaps"
INBOX_SOURCE = "inbox"
"""The source of files dropped into `inbox/` by hand: one sender, «hộp nhận»."""


class Source(BaseModel):
    """A mailbox (`imaps://user@host/folder`) or a folder at an address known to fsspec.

    `secret` names the environment variable that holds the password. `authserv_id` is the name by
    which the mail server signs its `Authentication-Results`; other such headers count for nothing.
    A source that sends no file for more than `silent_days` days makes the heartbeat unwell.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    source: Slug
    url: Annotated[str, Field(pattern=r"^[a-z][a-z0-9+.-]*://")]
    secret: Annotated[str | None, Field(pattern=r"^[A-Z][A-Z0-9_]*$")] = None
    authserv_id: Annotated[str | None, Field(pattern=r"^[A-Za-z0-9._-]+$")] = None
    silent_days: Annotated[int, Field(ge=1)] | None = None

    @model_validator(mode="after")
    def _validate_address(self) -> Self:
        url_parts = self.url_parts
        if (
            url_parts.port == 0
        ):  # `url_parts.port` raises ValueError for a port that is not a number
            raise ValueError("cổng 0 / port 0")
        if url_parts.password is not None:
            raise ValueError(
                "không ghi mật khẩu ở đây; đặt vào biến môi trường mà secret gọi tên / no password "
                "here: put it in the environment variable that secret names"
            )
        if url_parts.scheme == "imap":
            raise ValueError(
                "imap:// để lộ mật khẩu, dùng imaps:// / imap:// shows the password, use imaps://"
            )
        if self.source == INBOX_SOURCE:
            raise ValueError("inbox là tên của hộp nhận / inbox is the name of the inbox itself")
        if self.authserv_id and not self.is_mailbox:
            raise ValueError(
                "authserv_id chỉ đi với hòm thư / authserv_id goes with a mailbox only"
            )
        if self.is_mailbox and not (url_parts.username and url_parts.hostname and self.secret):
            raise ValueError(
                "hòm thư cần imaps://người-dùng@máy-chủ và secret / a mailbox needs "
                "imaps://user@host and a secret"
            )
        return self

    @property
    def url_parts(self) -> SplitResult:
        """Return the parts of the address."""
        return urlsplit(self.url)

    @property
    def is_mailbox(self) -> bool:
        """Return whether files arrive as attachments of mail."""
        return self.url_parts.scheme == MAILBOX_SCHEME
