"""The folders of the publications of a home, the one in force among them.

May import `home` and `file_moves` only.
"""

from pathlib import Path

from warehouse.file_moves import DISK_FOLDER
from warehouse.home import Home


def list_publication_folders(home: Home) -> list[Path]:
    """List the folders in order of their names; none in a home before its first publication.

    The pointer to the one in force is no folder, nor is what a file system puts at its top.
    """
    published = home.published_folder
    entries = published.iterdir() if published.is_dir() else ()
    folders = (path for path in entries if path.name != DISK_FOLDER)
    return sorted(path for path in folders if path.is_dir() and not path.is_symlink())
