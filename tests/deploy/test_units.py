"""The units of `deploy/`: systemd takes them, the commands exist, the rights are narrow."""

import configparser
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.commands.exit_codes import ExitCode
from pipelines.supervisor import GRACE_SECONDS

ROOT = Path(__file__).parent.parent.parent
DEPLOY = ROOT / "deploy"
SERVICES = sorted(DEPLOY.glob("*.service"))
TIMERS = sorted(DEPLOY.glob("*.timer"))


def read_unit(path):
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str
    parser.read_string(path.read_text(encoding="utf-8"))
    return parser


def verify(folder):
    """Return what systemd says of the units in a folder, without the account of the service."""
    units = [str(path) for path in (*folder.glob("*.service"), *folder.glob("*.timer"))]
    command = ["systemd-analyze", "verify", *units]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    return result.returncode, result.stderr


@pytest.fixture
def units(tmp_path):
    """Copy the units, with the path of this installation's command."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not here: nobody has verified the units of deploy/")
    command = str(Path(sys.executable).with_name("chiso"))
    for path in (*SERVICES, *TIMERS):
        text = path.read_text(encoding="utf-8").replace("/opt/chiso/.venv/bin/chiso", command)
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    return tmp_path


def test_systemd_takes_every_unit(units):
    assert len(SERVICES) == 4
    assert verify(units) == (0, "")


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("chiso-ui.service", "ProtectSystem=strict", "ProtectSystm=strict"),
        ("chiso-nightly.service", "Type=oneshot", "Type=once"),
        ("chiso-heartbeat.timer", "07:00:00", "27:00:00"),
        ("chiso-verify.timer", "Sun *-", "Sonntag *-"),
    ],
)
def test_systemd_would_say_what_is_wrong(units, name, old, new):
    text = (units / name).read_text(encoding="utf-8")
    assert old in text
    (units / name).write_text(text.replace(old, new), encoding="utf-8")
    assert verify(units)[1] != ""


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.stem)
def test_the_command_of_a_service_exists_with_its_options(path):
    program, *arguments = shlex.split(read_unit(path)["Service"]["ExecStart"])
    assert program == "/opt/chiso/.venv/bin/chiso"
    names = [a for a in arguments[: arguments.index("--home")] if not a.startswith("-")]
    command = names[:2] if names[0] == "alerts" else names[:1]
    result = CliRunner().invoke(app, [*command, "--help"], env={"COLUMNS": "200"})
    assert result.exit_code == 0
    assert all(option in result.output for option in arguments if option.startswith("--"))


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.stem)
def test_a_service_writes_into_its_home_alone_and_as_its_own_account(path):
    service = read_unit(path)["Service"]
    assert (service["User"], service["Group"], service["UMask"]) == ("chiso", "chiso", "0077")
    assert service["ProtectSystem"] == "strict"
    assert service["ReadWritePaths"] == shlex.split(service["ExecStart"])[-1]
    assert service["EnvironmentFile"] == "-/etc/chiso/chiso.env"
    assert service["NoNewPrivileges"] == service["ProtectHome"] == service["PrivateTmp"] == "yes"


def test_the_ui_gets_the_time_that_it_takes_to_end_and_is_not_tried_again_in_vain():
    service = read_unit(DEPLOY / "chiso-ui.service")["Service"]
    assert int(service["TimeoutStopSec"]) > GRACE_SECONDS
    codes = {int(code) for code in service["RestartPreventExitStatus"].split()}
    assert codes == {ExitCode.UNUSABLE, ExitCode.BUSY}


@pytest.mark.parametrize("path", TIMERS, ids=lambda path: path.stem)
def test_a_timer_has_its_service_and_makes_up_for_a_night_without_power(path):
    assert path.with_suffix(".service") in SERVICES
    assert read_unit(path)["Timer"]["Persistent"] == "yes"


@pytest.mark.parametrize("name", ["chiso-ui", "chiso-nightly"])
def test_a_service_that_runs_nights_may_open_the_inbox_to_a_group(name):
    """With it, systemd refuses the mode 3770 of `CHISO_INBOX_GROUP`, and nobody hears of it."""
    assert "RestrictSUIDSGID" not in read_unit(DEPLOY / f"{name}.service")["Service"]


def test_the_command_for_root_has_the_account_and_the_settings_of_the_services(tmp_path):
    settings, fake = tmp_path / "chiso.env", tmp_path / "bin" / "runuser"
    settings.write_text("CHISO_CATALOGUE=/etc/x\nCHISO_SECRET_MAIL='a $b'\n", encoding="utf-8")
    fake.parent.mkdir()
    fake.write_text('#!/bin/sh\ncase "$4" in test) ;; *) echo "$@"; env; esac\n', encoding="utf-8")
    fake.chmod(0o755)
    script = (DEPLOY / "chiso").read_text(encoding="utf-8")
    assert "/etc/chiso/chiso.env" in script
    result = subprocess.run(
        ["sh", "-c", script.replace("/etc/chiso/chiso.env", str(settings)), "chiso", "owed", "a b"],
        env={"PATH": f"{fake.parent}:/usr/bin:/bin", "HOME": "/root"},
        capture_output=True,
        text=True,
        check=True,
    )
    command, *variables = result.stdout.splitlines()
    service = read_unit(DEPLOY / "chiso-nightly.service")["Service"]
    program, *_, home = shlex.split(service["ExecStart"])
    assert command == f"-u {service['User']} -- {program} owed a b"
    stated = {f"CHISO_HOME={home}", f"HOME={service['WorkingDirectory']}", "CHISO_CATALOGUE=/etc/x"}
    assert stated | {"CHISO_SECRET_MAIL=a $b"} <= set(variables)


def test_the_container_copies_what_there_is_and_ends_up_without_root():
    lines = (DEPLOY / "Containerfile").read_text(encoding="utf-8").splitlines()
    copies = [line.split()[1:-1] for line in lines if line.startswith("COPY ") and "--" not in line]
    assert all((ROOT / name).exists() for names in copies for name in names)
    packages = {"warehouse", "expectations", "assets", "pipelines"}
    assert packages <= {name for names in copies for name in names}
    users = [line.split()[1] for line in lines if line.startswith("USER ")]
    assert users == ["10001"]


def test_the_container_can_be_built(tmp_path):
    builder = next((name for name in ("podman", "buildah") if shutil.which(name)), None)
    if builder is None:
        pytest.skip("neither podman nor buildah is here: nobody has built deploy/Containerfile")
    command = [builder, "build", "-q", "-f", str(DEPLOY / "Containerfile"), str(ROOT)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
