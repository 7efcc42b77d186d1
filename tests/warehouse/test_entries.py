"""What was forgotten is named with its file: in every table of texts, columns and commands."""

from pathlib import Path

import pytest

from assets.charts.chart_phrases import format_chart_phrase
from assets.published.page.page_texts import PageWording
from pipelines.alerts.notice_texts import format_notice
from pipelines.command_options import run_command
from pipelines.messages.command_messages import format_message
from warehouse.entries import MissingEntryError, fill_blanks, find_entry
from warehouse.schema.field import Field
from warehouse.schema.fields import FIELDS
from warehouse.schema.table import Table, build_arrow_schema, write_table_ddl
from warehouse.store import Store

TABLE = Table("core.boxes", ("colour",), "Hộp.", "Boxes.", key=("colour",))


def test_an_entry_is_returned_even_when_it_is_empty():
    assert find_entry({"a": ""}, "a", "here") == ""


def test_the_error_names_key_and_place_in_both_languages():
    with pytest.raises(MissingEntryError) as caught:
        find_entry({}, "a", "x.py, WORDS")
    assert str(caught.value) == (
        "«a» chưa có trong x.py, WORDS: thêm một mục ở đó / "
        "«a» is not in x.py, WORDS: add an entry there"
    )


def test_blanks_are_filled_and_a_blank_without_value_is_named():
    assert fill_blanks("{a} of {b}", {"a": 1, "b": 2, "c": 3}, "here") == "1 of 2"
    with pytest.raises(MissingEntryError, match="«b» is not in here"):
        fill_blanks("{a} of {b}", {"a": 1}, "here")


def build_column_of_unknown_type(monkeypatch):
    monkeypatch.setitem(FIELDS, "colour", Field("ENUM", "màu", "colour"))
    return build_arrow_schema(TABLE)


@pytest.mark.parametrize(
    ("forget", "place"),
    [
        (
            lambda _: write_table_ddl(TABLE),
            r"warehouse/schema/fields\.py or \*_fields\.py \(column of core\.boxes\)",
        ),
        (build_column_of_unknown_type, r"warehouse/schema/table\.py, _ARROW_TYPES"),
        (lambda _: format_message("vi", "nothing"), r"pipelines/messages/command_messages\.py"),
        (lambda _: format_notice("vi", "nothing"), r"pipelines/alerts/notice_texts\.py"),
        (lambda _: format_chart_phrase("nothing", "vi"), r"assets/charts/chart_phrases\.py"),
        (
            lambda _: PageWording("vi").format_page_text("nothing"),
            r"assets/published/page/page_texts\.py",
        ),
        (
            lambda _: run_command("nothing", Path(), "vi"),
            r"nothing\.py» is not in pipelines/commands/",
        ),
    ],
)
def test_a_forgotten_entry_is_named_with_its_file(monkeypatch, forget, place):
    with pytest.raises(MissingEntryError, match=place):
        forget(monkeypatch)


def test_a_table_that_is_not_declared_is_named_with_the_file_of_tables():
    with (
        Store(":memory:") as store,
        pytest.raises(MissingEntryError, match=r"warehouse/schema/tables\.py"),
    ):
        store.create_table("core.boxes")
