"""The entries of a journal without effect: void ones, and those before a register begun anew.

May call `journal_folder`.
"""

from warehouse.journal.journal_folder import JournalFolder


def find_void_entries(journal: JournalFolder, until: int | None = None) -> tuple[set[int], int]:
    """Return the entries without effect as known at the entry `until`, and the last forgotten.

    Raises:
        JournalError: the chain is broken.
    """
    voids: set[int] = set()
    forgotten = 0
    for line in journal.read_lines():
        if until is not None and line.entry.sequence > until:
            break
        if line.entry.voids is not None:
            voids.add(line.entry.voids)
        forgotten = line.entry.forgets or forgotten
    return voids | set(range(1, forgotten + 1)), forgotten
