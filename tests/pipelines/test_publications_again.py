"""Every publication of a random history, made again from archive and journal, is what it was.

Each night brings reports late, corrected, held, refused or in words nobody knows; between the
nights the officer accepts, releases and teaches. Nights, commands and files are real ones.
"""

import os
import random
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from typer.testing import CliRunner

from pipelines.cli import app
from tests.pipelines import nights
from tests.raw.test_renewal import court
from tests.sampling import draw_sample
from tests.sent import arrive, new_home, police, schools, send
from warehouse import open_published
from warehouse.catalogue import DEFAULT_CATALOGUE
from warehouse.store import Store

NIGHTS = [datetime(2023, 7, 3, tzinfo=UTC) + timedelta(days=9 * number) for number in range(3)]
SENDERS = """\
sender,source,address,units,authentication,public_keys,signature,basis
cong_an,cong_an,,DK-CA,,,,CV 12
"""
"""The police report into a folder: whoever puts their report into the inbox by hand waits."""
PERSONAL = {"E12": "em Nguyễn Văn An, sinh 2009, SĐT 0912345678"}
VALUES = "marts.indicator_values"


@dataclass(frozen=True)
class OnDay:
    """The catalogue and the day of a night, in its own process."""

    catalogue: str
    day: str

    def __call__(self):
        os.environ |= {"CHISO_CATALOGUE": self.catalogue, "CHISO_AS_OF": self.day}


class History:
    """A home through its nights, with what came and what the officer did in between."""

    def __init__(self, folder, seed, *, is_plain):
        self.home, self.chance = new_home(folder / "home"), random.Random(seed)
        self.is_plain, self.numbers, self.folder = is_plain, count(1), folder
        self.catalogue = shutil.copytree(DEFAULT_CATALOGUE, folder / "catalogue")
        (self.catalogue / "senders.csv").write_text(SENDERS, encoding="utf-8")
        (folder / "police").mkdir()
        source = f"- source: cong_an\n  url: file://{folder}/police\n"
        (self.catalogue / "sources.yaml").write_text(source, encoding="utf-8")
        self.runner = CliRunner(env={"CHISO_CATALOGUE": str(self.catalogue), "COLUMNS": "300"})

    def run(self, *arguments, code=0, day=None):
        """Run a command over the home, on a day of its own, and return what it printed."""
        env = {"CHISO_AS_OF": f"{day:%Y-%m-%d}"} if day else None
        result = self.runner.invoke(app, [*arguments, "--home", str(self.home.root)], env=env)
        assert result.exit_code == code, (arguments, result.output)
        return result.output

    def bring(self, day, before):
        """Put reports into the inbox, from before the last night too unless all come in time."""
        earliest = before if self.is_plain else datetime(2023, 6, 16, tzinfo=UTC)
        for _ in range(self.chance.randint(1, 3)):
            at = earliest + self.chance.random() * (day - timedelta(hours=20) - earliest)
            path = self.home.inbox_folder / f"{next(self.numbers)}.xlsx"
            kind = self.chance.choice(["plain", "plain", "held", "personal", "wording"])
            if self.is_plain or kind == "plain":
                send(path, schools(school_sessions=self.chance.randint(12, 60)), at=at)
            elif kind == "held":
                send(path, police(hotspots=self.chance.randint(1, 6)), at=at)
            elif kind == "personal":
                send(path, schools(students=self.chance.randint(9000, 9900)), PERSONAL, at=at)
            else:
                path.write_bytes(court(figures=(9, 7, 12, self.chance.randint(0, 5))))
                arrive(path, at)

    def decide(self):
        """Let the officer accept a held report, release a refused one and teach a label."""
        with Store(self.home.register_file, read_only=True) as register:
            waiting = register.query_rows(
                "SELECT DISTINCT submission FROM raw.holds ANTI JOIN raw.hold_decisions "
                "USING (submission) ORDER BY ALL"
            )
        for (submission,) in waiting:
            if self.chance.random() < 0.5:
                self.run("held", "accept", submission, "--reason", "đã gọi lại")
        for path in self.home.refused_folder.glob("*.xlsx"):
            if self.chance.random() < 0.5:
                name = path.name.partition(".")[0]
                self.run("refused", "release", name, "--reason", "tên trường, không phải người")
        if self.chance.random() < 0.5:
            self.run("alias", "Án vào sổ", "court.cases_accepted", "--by", "Hoa")

    def correct(self, day):
        """Let the hub correct a number of a report in force, or undo its last correction."""
        texts = ("--reason", "gõ nhầm", "--source", "sổ gốc")
        with Store(self.home.register_file, read_only=True) as register:
            undoable = register.query_rows(
                "SELECT correction FROM raw.corrections QUALIFY value IS NOT NULL "
                "AND correction = max(correction) OVER (PARTITION BY unit, period)"
            )
        with Store(self.home.snapshot_file, read_only=True) as store:
            reported = store.query_rows(
                "SELECT unit, period, arg_max(value, known_from) FROM core.observations "
                "WHERE element = 'school_sessions' AND correction IS NULL GROUP BY ALL ORDER BY ALL"
            )
        if undoable and self.chance.random() < 0.3:
            self.run("corrections", "undo", str(undoable[0][0]), *texts, day=day)
        elif reported:
            unit, period, number = self.chance.choice(reported)
            numbers = ("--replace", str(number), str(number + self.chance.randint(1, 9)))
            element = ("education.school_sessions", unit, period)
            self.run("corrections", "add", *element, *numbers, *texts, day=day)

    def live(self):
        """Run the nights; return the day and a copy of each publication."""
        published, before = [], datetime(2023, 6, 16, tzinfo=UTC)
        for day in NIGHTS:
            self.bring(day, before)
            among = OnDay(str(self.catalogue), f"{day:%Y-%m-%d}")
            assert nights.night(self.home, among).code == 0
            number = len(published) + 1
            copy = shutil.copy(self.home.snapshot_file, self.folder / f"{number}.duckdb")
            published.append((day, copy))
            before = day
            if not self.is_plain:
                self.decide()
            self.correct(day + timedelta(days=1))
        return published


@pytest.mark.parametrize("seed", draw_sample(range(8), 1))
def test_each_publication_of_a_history_is_made_again_table_by_table(tmp_path, seed):
    nights.warm_up()
    history = History(tmp_path, seed, is_plain=False)
    published = history.live()
    for number, _ in enumerate(published, start=1):
        history.run("publication", str(number))


@pytest.mark.parametrize("seed", draw_sample(range(4), 1))
def test_as_of_a_night_is_its_publication_where_all_was_decided_in_that_night(tmp_path, seed):
    nights.warm_up()
    history = History(tmp_path, seed, is_plain=True)
    published = history.live()
    query = (
        f"SELECT indicator, unit, period, value, is_complete, verdict FROM {VALUES} ORDER BY ALL"
    )
    with open_published(history.home.root) as last:
        for day, copy in published:
            with Store(copy, read_only=True) as store, last.as_of(day.date()) as past:
                assert past.query_rows(query) == store.query_rows(query)
