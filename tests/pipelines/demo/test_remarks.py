"""Some offices of the demo write notes and obstacles, and nobody doubts their words."""

from expectations.privacy.doubts import find_doubt
from expectations.privacy.scan import is_suspect_text
from pipelines.demo import remarks
from pipelines.demo.plan import DEFAULT_SEED
from warehouse.catalogue import load_catalogue
from warehouse.forms.layout import OBSTACLE_CELLS

CATALOGUE = load_catalogue()
PLACES = [
    (unit.unit, f"{year}-{month:02d}")
    for unit in CATALOGUE.units.values()
    for year in (2022, 2023)
    for month in range(1, 13)
]


def test_no_word_is_doubted():
    texts = (*remarks.NOTES, *remarks.OBSTACLES, *remarks.PROPOSALS)
    assert [text for text in texts if find_doubt(text) or is_suspect_text(text)] == []


def test_a_few_reports_have_words_and_the_same_seed_draws_the_same():
    drawn = [remarks.draw_obstacles(DEFAULT_SEED, *place) for place in PLACES]
    assert 0 < sum(map(bool, drawn)) < len(PLACES) / 4
    assert {name for obstacles in drawn for name in obstacles} <= set(OBSTACLE_CELLS)
    assert drawn == [remarks.draw_obstacles(DEFAULT_SEED, *place) for place in PLACES]
    notes = [remarks.draw_notes(DEFAULT_SEED, *place, ["raids"]) for place in PLACES]
    assert 0 < sum(map(bool, notes)) < len(PLACES) / 4
    assert {element for note in notes for element in note} == {"raids"}
    assert remarks.draw_notes(DEFAULT_SEED, *PLACES[0], []) == {}
