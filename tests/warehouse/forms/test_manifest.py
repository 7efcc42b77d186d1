"""A manifest's text is taken apart only when it is just as we write it."""

from dataclasses import replace

import pytest

from warehouse.forms.manifest import Manifest, list_count_addresses, list_manifest_texts

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
