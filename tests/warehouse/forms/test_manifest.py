"""A manifest's text is taken apart only when it is just as we write it."""

import json
from dataclasses import replace

import pytest

from warehouse.forms.manifest import (
    Manifest,
    find_report_codes,
    list_count_addresses,
    list_manifest_texts,
)

MANIFEST = Manifest(
    form="ward",
    version=1,
    unit="DK-DAPHUC",
    period="2023-05",
    sheet="Báo cáo",
    unit_cell="C6",
    period_cell="C7",
    cells={"schools": "D11", "classes": "D12"},
)


def test_the_words_of_a_manifest_are_all_its_texts():
    texts = list_manifest_texts(MANIFEST.to_json())
    assert {"ward", "DK-DAPHUC", "2023-05", "Báo cáo", "C6", "C7", "schools", "D12"} <= set(texts)


NEWER = replace(MANIFEST, remarks={"obstacle_1": "C16"})


def test_the_places_of_obstacles_are_texts_of_a_manifest_but_hold_no_counts():
    assert {"obstacle_1", "C16"} <= set(list_manifest_texts(NEWER.to_json()))
    for manifest in (MANIFEST, NEWER):
        assert list_count_addresses(manifest.to_json()) == ("D11", "D12")


@pytest.mark.parametrize(
    "changed",
    [
        MANIFEST.to_json() + " Nguyễn Văn An",
        MANIFEST.to_json().replace('"D11"', '"tài khoản 1234567"'),
        MANIFEST.to_json().replace("ward", r"ward\u0041"),
        MANIFEST.to_json().replace('"version":1', '"version":1234567890'),
        MANIFEST.to_json().replace('"synthetic"', '"ho_ten":"An","synthetic"'),
        MANIFEST.to_json().replace(',"cells":', ',"ho_ten":"An","cells":'),
        MANIFEST.to_json().replace(',"cells":', ', Nguyễn Văn An "cells":'),
        NEWER.to_json().replace('"C16"', '"tài khoản 1234567"'),
        NEWER.to_json().replace('"C16"}', '"C16","ho_ten":"An"}'),
        "{}",
        "",
    ],
)
def test_a_text_that_is_not_just_as_we_write_it_stays_whole(changed):
    assert list_manifest_texts(changed) == [changed]


@pytest.mark.parametrize("manifest", [MANIFEST, NEWER, replace(MANIFEST, synthetic=True)])
def test_a_manifest_is_read_as_it_was_written(manifest):
    text = manifest.to_json()
    assert Manifest.from_json(text) == manifest
    assert find_report_codes(text) == ("ward", "DK-DAPHUC", "2023-05")
    assert ("remarks" in text) is bool(manifest.remarks)


def test_letters_stand_in_a_manifest_as_they_are():
    assert '"sheet":"Báo cáo"' in MANIFEST.to_json()


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "7", "null", "{}", '{"form":"ward"}', MANIFEST.to_json()[:-1] + ',"x":1}'],
)
def test_a_text_that_is_no_manifest_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        Manifest.from_json(text)
    assert find_report_codes(text) in (None, ("ward", "DK-DAPHUC", "2023-05"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Tổng số trường",
        "{}",
        MANIFEST.to_json().replace('"version":1', '"version":"1"'),
        MANIFEST.to_json().replace('"D11"', '"D1111"'),
        " " + MANIFEST.to_json(),
    ],
)
def test_a_text_of_another_shape_has_no_counts(text):
    assert list_count_addresses(text) == ()


def test_codes_are_found_before_the_places_are_looked_at():
    head = MANIFEST.to_json().partition('"cells":')[0]
    assert find_report_codes(head + '"cells":{"broken') == ("ward", "DK-DAPHUC", "2023-05")
    assert find_report_codes(head.replace('"unit":', '"units":')) is None


def test_a_manifest_of_more_places_than_a_form_has_stays_whole():
    """The bound keeps the work small; a form of ours has some hundred bytes of places."""
    many = replace(MANIFEST, cells={f"element_{n}": f"D{n % 900 + 1}" for n in range(2000)})
    assert list_manifest_texts(many.to_json()) == [many.to_json()]


CHANGED_FIELDS = [
    *({"form": []}, {"unit": 7}, {"period": None}, {"sheet": {}}),
    *({"version": "1"}, {"version": 0}, {"version": 10_000}, {"version": 1.5}, {"version": True}),
    *({"unit_cell": "hàng 6"}, {"unit_cell": 6}, {"period_cell": None}, {"period_cell": "C0"}),
    *({"cells": {"schools": "hàng 3"}}, {"cells": {"schools": 3}}, {"cells": ["D11"]}),
    *({"cells": {"schools": "D1234"}}, {"remarks": {"obstacle_1": None}}, {"remarks": []}),
    *({"synthetic": "no"}, {"synthetic": 1}, {"synthetic": None}),
]


@pytest.mark.parametrize("fields", CHANGED_FIELDS, ids=str)
def test_a_field_with_a_value_that_we_never_write_is_refused(fields):
    """A sender can change the text: no such value may come as far as the register."""
    text = json.dumps(json.loads(NEWER.to_json()) | fields)
    with pytest.raises(ValueError, match=r"."):
        Manifest.from_json(text)


@pytest.mark.parametrize(
    "fields", [{"version": 9999}, {"cells": {}}, {"unit": "ai đó"}, {"unit_cell": "AB999"}], ids=str
)
def test_an_unusual_value_of_its_kind_is_a_matter_of_the_catalogue(fields):
    text = json.dumps(json.loads(NEWER.to_json()) | fields)
    assert Manifest.from_json(text) == replace(NEWER, **fields)


@pytest.mark.parametrize(
    "text",
    [
        MANIFEST.to_json(),
        NEWER.to_json(),
        json.dumps(json.loads(NEWER.to_json())),  # with spaces
        MANIFEST.to_json().replace('"synthetic"', '"form":"schools","synthetic"'),  # the last wins
    ],
)
def test_a_manifest_is_read_as_any_json_each_time_anew(text):
    expected_fields = json.loads(text)
    first = Manifest.from_json(text)
    assert first == Manifest(**expected_fields)
    first.cells.clear()
    first.remarks.clear()
    assert Manifest.from_json(text) == Manifest(**expected_fields)
