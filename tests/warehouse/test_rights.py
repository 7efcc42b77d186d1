"""The rights of a home: what is the office's alone, what can be walked, and what is mended."""

import grp
import os
import stat
from pathlib import Path

import pytest

from warehouse.home import Home
from warehouse.rights import (
    list_shut_paths,
    mend_rights,
    restrict_file,
    restrict_process,
    restrict_publication,
)


@pytest.fixture
def home(tmp_path):
    """Return a home as an earlier version of the program left it: readable by everybody."""
    old_umask = os.umask(0o022)
    home = Home(tmp_path / "home")
    home.create_folders()
    home.register_file.write_bytes(b"all counts")
    home.lock.write_bytes(b"")
    home.identity_file.write_bytes(b"{}")
    report = home.archive_folder / "ab" / "ab12.xlsx"
    report.parent.mkdir()
    report.write_bytes(b"a report")
    report.chmod(0o440)
    (home.processed_folder / "report.xlsx").write_bytes(b"a report")
    own_file = home.root / "office" / "reports" / "2023-Q2" / "bao-cao.docx"
    own_file.parent.mkdir(parents=True)
    own_file.write_bytes(b"exact counts")
    old = home.published_folder / "0123"
    old.mkdir()
    (old / "warehouse.duckdb").write_bytes(b"all counts")
    (home.published_folder / "current").symlink_to("0123")
    yield home
    os.umask(old_umask)


def get_mode(path):
    return oct(stat.S_IMODE(path.lstat().st_mode))


def list_reachable(folder):
    """List what another account can open, from the folder it is given, by name."""
    reachable = []
    for path in sorted(folder.iterdir()):
        mode = path.lstat().st_mode
        if path.is_symlink() or not mode & (stat.S_IXOTH if path.is_dir() else stat.S_IROTH):
            continue
        reachable += list_reachable(path) if path.is_dir() else [path]
    return reachable


def test_a_home_of_an_earlier_version_is_closed_once_and_says_what_was_open(home):
    assert list_reachable(home.root)
    open_paths = mend_rights(home)
    names = {path.path.relative_to(home.root).as_posix() for path in open_paths}
    assert names >= {"home.json"}
    assert names >= {".", "inbox", "inbox/processed", "archive", "register.duckdb"}
    assert names >= {"published", "published/0123", "lock", "office"}
    assert {path.is_mended for path in open_paths} == {True}
    assert list_reachable(home.root) == []
    assert mend_rights(home) == ()


def test_everything_below_a_closed_folder_is_closed_with_it(home):
    mend_rights(home)
    report = home.archive_folder / "ab" / "ab12.xlsx"
    assert [get_mode(path) for path in (report.parent, report)] == ["0o700", "0o400"]
    assert get_mode(home.published_folder / "0123" / "warehouse.duckdb") == "0o600"
    assert get_mode(home.processed_folder / "report.xlsx") == "0o600"


def test_the_way_to_the_public_half_can_be_walked_and_not_listed(home):
    publication = home.published_folder / "4567"
    for half in ("office", "public"):
        (publication / half / "parts").mkdir(parents=True)
        (publication / half / "parts" / "page.html").write_bytes(half.encode())
    restrict_publication(publication)
    for folder in (home.root, home.published_folder):
        folder.chmod(0o700)
    assert mend_rights(home)
    way = (home.root, home.published_folder, publication)
    assert [get_mode(path) for path in way] == ["0o711"] * 3
    assert list_reachable(home.root) == [publication / "public" / "parts" / "page.html"]


@pytest.mark.parametrize(
    ("path", "mode"),
    [
        ("published/4567/office", 0o755),
        ("published/4567", 0o755),
        ("published/4567/public", 0o777),
        ("returned", 0o750),
        ("register.duckdb", 0o640),
        ("published", 0o755),
        ("inbox/processed", 0o701),
    ],
)
def test_whatever_is_opened_later_is_named_and_closed(home, path, mode):
    publication = home.published_folder / "4567"
    for half in ("office", "public"):
        (publication / half).mkdir(parents=True)
    restrict_publication(publication)
    mend_rights(home)
    before = get_mode(home.root / path)
    (home.root / path).chmod(mode)
    (open_path,) = mend_rights(home)
    assert (open_path.path, open_path.is_mended) == (home.root / path, True)
    assert get_mode(home.root / path) == before


def test_what_is_not_the_programs_own_is_named_and_left(home):
    mend_rights(home)
    stranger = home.root / "notes.txt"
    stranger.write_bytes(b"of somebody")
    for _ in range(2):
        (open_path,) = mend_rights(home)
        assert (open_path.path, open_path.is_mended) == (stranger, False)
    assert get_mode(stranger) == "0o644"


def test_a_link_leads_nowhere_else(home, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir(mode=0o755)
    (outside / "file").write_bytes(b"not of the home")
    (home.archive_folder / "link").symlink_to(outside)
    (home.archive_folder / "file").symlink_to(outside / "file")
    mend_rights(home)
    assert [get_mode(path) for path in (outside, outside / "file")] == ["0o755", "0o644"]


def test_the_inbox_is_open_to_the_group_of_the_setting_and_to_nobody_else(home):
    group = grp.getgrgid(os.getgid()).gr_name
    mend_rights(home, group)
    assert get_mode(home.inbox_folder) == "0o3770"
    assert home.inbox_folder.stat().st_gid == os.getgid()
    assert get_mode(home.processed_folder) == "0o700"
    assert mend_rights(home, group) == ()
    (open_path,) = mend_rights(home)
    assert open_path.path == home.inbox_folder
    assert get_mode(home.inbox_folder) == "0o700"


class TestWhatThisAccountMayNotChange:
    """A folder that could not be opened was once reported to nobody."""

    @pytest.fixture(autouse=True)
    def refuse_changes(self, home, monkeypatch):
        """Let nobody change the inbox and the folder of publications, as if root owned them."""
        changed, foreign = Path.chmod, (home.inbox_folder, home.published_folder)

        def change_or_refuse(path, mode):
            if path in foreign:
                raise PermissionError(1, "Operation not permitted")
            changed(path, mode)

        def refuse(*arguments):
            raise PermissionError(1, "Operation not permitted")

        monkeypatch.setattr(Path, "chmod", change_or_refuse)
        monkeypatch.setattr(os, "chown", refuse)

    def test_a_folder_that_could_not_be_opened_is_named(self, home):
        group = grp.getgrgid(home.inbox_folder.stat().st_gid).gr_name
        os.chmod(home.published_folder, 0o700)  # noqa: PTH101 - Path.chmod is refused
        os.chmod(home.inbox_folder, 0o700)  # noqa: PTH101
        mend_rights(home, group)
        assert list_shut_paths(home, group) == (home.published_folder, home.inbox_folder)
        assert list_shut_paths(home) == (home.published_folder,)

    def test_an_inbox_of_another_group_is_named_and_not_opened_to_that_group(self, home):
        other = next(g.gr_name for g in grp.getgrall() if g.gr_gid != os.getgid())
        os.chmod(home.inbox_folder, 0o700)  # noqa: PTH101
        mend_rights(home, other)
        assert list_shut_paths(home, other) == (home.inbox_folder,)
        assert get_mode(home.inbox_folder) == "0o700"

    def test_an_inbox_that_root_opened_to_the_group_is_well(self, home):
        group = grp.getgrgid(home.inbox_folder.stat().st_gid).gr_name
        os.chmod(home.inbox_folder, 0o3770)  # noqa: PTH101
        mend_rights(home, group)
        assert list_shut_paths(home, group) == ()


def test_what_was_mended_is_not_shut(home):
    home.inbox_folder.chmod(0o700)
    group = grp.getgrgid(home.inbox_folder.stat().st_gid).gr_name
    assert list_shut_paths(home, group) == (home.inbox_folder,)
    mend_rights(home, group)
    assert list_shut_paths(home, group) == ()


def test_a_group_that_does_not_exist_is_an_error(home):
    with pytest.raises(LookupError):
        mend_rights(home, "no such group")


def test_a_file_that_is_only_read_stays_so(tmp_path):
    for mode, restricted in ((0o664, "0o600"), (0o444, "0o400")):
        path = tmp_path / str(mode)
        path.write_bytes(b"")
        path.chmod(mode)
        restrict_file(path)
        assert get_mode(path) == restricted


def test_a_restricted_process_creates_files_for_itself_alone(home):
    restrict_process()
    (home.root / "file").write_bytes(b"")
    (home.root / "folder").mkdir()
    modes = [get_mode(home.root / name) for name in ("file", "folder")]
    assert modes == ["0o600", "0o700"]


def test_every_file_and_folder_of_a_home_is_known(home):
    """A new one is closed like the others, and not taken for somebody else's."""
    entries = {
        getattr(home, name) for name, value in vars(Home).items() if isinstance(value, property)
    }
    entries = {path for path in entries if isinstance(path, Path) and path.parent == home.root}
    assert len(entries) > 12
    for path in entries:
        if not path.exists():
            path.touch()
        path.chmod(0o755 if path.is_dir() else 0o644)
    open_paths = {path.path: path.is_mended for path in mend_rights(home)}
    assert {path: open_paths[path] for path in entries} == dict.fromkeys(entries, True)


def test_a_publication_is_closed_in_one_half_and_open_in_the_other(home):
    publication = home.published_folder / "4567"
    for half in ("office", "public"):
        (publication / half / "parts").mkdir(parents=True)
        for name, mode in (("page.html", 0o666), ("kept.csv", 0o444)):
            (publication / half / "parts" / name).write_bytes(b"x")
            (publication / half / "parts" / name).chmod(mode)
    restrict_publication(publication)
    modes = {
        path.relative_to(publication).as_posix(): get_mode(path)
        for path in sorted(publication.rglob("*"))
    }
    assert get_mode(publication) == "0o711"
    assert modes == {
        "office": "0o700",
        "office/parts": "0o700",
        "office/parts/page.html": "0o600",
        "office/parts/kept.csv": "0o400",  # what is read-only stays so
        "public": "0o755",
        "public/parts": "0o755",
        "public/parts/page.html": "0o644",
        "public/parts/kept.csv": "0o444",
    }


def test_a_link_in_a_publication_is_not_followed(home, tmp_path):
    outside = tmp_path / "outside.csv"
    outside.write_bytes(b"x")
    outside.chmod(0o666)
    publication = home.published_folder / "4567"
    for half in ("office", "public"):
        (publication / half).mkdir(parents=True)
        (publication / half / "link.csv").symlink_to(outside)
    restrict_publication(publication)
    assert get_mode(outside) == "0o666"


def test_a_file_beside_the_publications_is_none(home):
    stray_file = home.published_folder / "notes.txt"
    stray_file.write_bytes(b"x")
    stray_file.chmod(0o644)
    mend_rights(home)
    assert get_mode(stray_file) == "0o644"
    assert get_mode(home.published_folder / "0123") == "0o700"


def test_the_folder_of_a_disk_is_no_publication(home):
    """Where `published/` is the top of a disk, only root may look into its `lost+found`."""
    folder = home.published_folder / "lost+found"
    folder.mkdir()
    folder.chmod(0o755)
    assert folder not in {opened.path for opened in mend_rights(home)}
    assert get_mode(folder) == oct(0o755)


def test_an_entry_of_the_home_that_is_not_ours_is_named_and_left_as_it_is(home):
    for name, mode in (("notes.txt", 0o644), ("mine.txt", 0o600)):
        (home.root / name).write_bytes(b"x")
        (home.root / name).chmod(mode)
    left_open = [path for path in mend_rights(home) if not path.is_mended]
    assert [path.path.name for path in left_open] == ["notes.txt"]
    assert get_mode(home.root / "notes.txt") == "0o644"
