"""Where files come from: mailboxes and remote folders, brought into the inbox folder.

A connector says what its source holds and reads it; `fetching` is the one way from there to the
inbox, from which everything goes on as if the files had been dropped by hand.
"""
