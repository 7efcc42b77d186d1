"""`chiso ui`: Dagster's web page, with the nightly schedule and the inbox sensor running."""

import os
import sys
from pathlib import Path

from pipelines.instance import prepare_instance
from pipelines.words import Lang, say
from warehouse.home import Home


def main(*, home: Path, lang: Lang, port: int) -> int:
    """Become `dagster dev`, with a home that outlives it; does not return."""
    place = Home(home.absolute())
    place.prepare()
    prepare_instance(place.dagster)
    os.environ |= {"CHISO_HOME": str(place.root), "CHISO_LANG": lang}
    sys.stdout.write(say(lang, "ui", url=f"http://127.0.0.1:{port}") + "\n")
    sys.stdout.flush()
    arguments = ["dev", "-m", "pipelines.definitions", "-h", "127.0.0.1", "-p", str(port)]
    # The web server has no login of its own, so it listens on this machine only.
    os.execv(sys.executable, [sys.executable, "-m", "dagster", *arguments])  # noqa: S606 - ours
