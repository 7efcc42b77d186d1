"""The SHA-256 of a file: the name of its bytes in the archive, the register and every list.

Follows links and raises what the disk raises; whoever asks looks first. Imports no house module.
"""

import hashlib
from pathlib import Path


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file, read piece by piece."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
