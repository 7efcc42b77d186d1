"""Sources of files: mailboxes and remote folders, copied into the inbox folder.

A connector lists and reads its source; `deliveries` copies the files to the inbox. From there they
are treated like files dropped by hand.
"""
