"""The published warehouse, opened for a command that reads it.

Opens the file or says that there is none. Knows no command.
"""

from pipelines.messages.command_messages import format_message
from warehouse.home import Home
from warehouse.language import Lang
from warehouse.lineage.published_warehouse import PublishedWarehouse


def open_published_store(home: Home, lang: Lang) -> PublishedWarehouse:
    """Open the publication in force, read-only.

    Raises:
        ValueError: nothing is published; the message is for the user.
    """
    try:
        return PublishedWarehouse.open_current(home)
    except FileNotFoundError:
        raise ValueError(format_message(lang, "nothing_published")) from None
