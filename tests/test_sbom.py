"""The bill of materials names every library of the lock, with its hashes, and nothing else."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def read_recipe():
    """Return the command of `make sbom`, run by this interpreter."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    recipe = re.search(r"^sbom: .*\n\t\$\(BIN\)/cyclonedx-py (.*)$", makefile, flags=re.MULTILINE)
    return [sys.executable, "-m", "cyclonedx_py", *shlex.split(recipe[1])]


def test_every_locked_library_is_in_the_bill_with_its_hashes(tmp_path):
    command = [str(tmp_path / part) if part == "sbom.json" else part for part in read_recipe()]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    bill = json.loads((tmp_path / "sbom.json").read_text(encoding="utf-8"))
    assert (bill["bomFormat"], bill["metadata"]["component"]["name"]) == ("CycloneDX", "chiso")
    lock = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    locked = re.findall(r"^([\w.-]+)==([\w.]+)", lock, flags=re.MULTILINE)
    assert len(locked) > 50
    listed = [(component["name"], component["version"]) for component in bill["components"]]
    assert sorted(listed) == sorted(locked)
    for component in bill["components"]:
        (source,) = component["externalReferences"]
        assert {digest["alg"] for digest in source["hashes"]} == {"SHA-256"}, component["name"]
