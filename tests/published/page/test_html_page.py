"""The page of a drawn-at-random snapshot: complete, in words, sealed, the same every time."""

import base64
import hashlib
import os
import re
from dataclasses import fields, is_dataclass, replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from assets.charts.area_rows import Audience
from assets.definitions.publish_step import CHART_TABLES, PAGE_TABLES
from assets.published.page.html_page import SCRIPTS, PageContext, render_page, write_page
from assets.published.page.page_model import PageModel, build_page_model
from assets.published.page.page_texts import PAGE_PHRASES
from assets.published.page.payload.page_payload import unpack_payload
from assets.published.page.payload.script_phrases import choose_script_phrases
from expectations.disclosure.count_table import MIN_SHOWN_COUNT
from tests.published.page_snapshot import (
    AS_OF,
    HOSTILE,
    create_page_tables,
    read_public_tables,
    write_snapshot,
)
from warehouse.catalogue import load_catalogue
from warehouse.catalogue.sensitivity import is_sensitive_indicator
from warehouse.home import CHARTS_FILE, PUBLICATION_LIST_FILE, Home
from warehouse.periods import Grain
from warehouse.schema.disclosure_fields import HIDE_REASONS
from warehouse.schema.fields import GRAINS
from warehouse.schema.indicator_fields import NULL_REASONS
from warehouse.store import Store

EDITION = PageContext(AS_OF, audience=Audience.PUBLIC)
OFFICE = PageContext(AS_OF)
VOID = {"meta", "link", "input", "wbr", "br"}


class Reader(HTMLParser):
    """Tags with their attributes and the text inside them, as a browser would nest them."""

    def __init__(self, html):
        super().__init__()
        self.elements, self.open, self.ids = [], [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        element = {"tag": tag, "attrs": dict(attrs), "text": "", "in": list(self.open)}
        self.elements.append(element)
        self.ids += [dict(attrs)["id"]] if "id" in dict(attrs) else []
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag, attrs):
        self.elements.append({"tag": tag, "attrs": dict(attrs), "text": "", "in": list(self.open)})

    def handle_endtag(self, tag):
        assert self.open[-1]["tag"] == tag, (tag, self.open[-1])
        self.open.pop()

    def handle_data(self, data):
        for element in self.open:
            element["text"] += data

    def all(self, tag, **attrs):
        return [
            e
            for e in self.elements
            if e["tag"] == tag and all(e["attrs"].get(k) == v for k, v in attrs.items())
        ]


@pytest.fixture(scope="module")
def html(published):
    catalogue, path = published
    with read_public_tables(catalogue, path) as store:
        return render_page(catalogue, store, EDITION)


@pytest.fixture(scope="module")
def office_html(published):
    catalogue, path = published
    with Store(path, read_only=True) as store:
        return render_page(catalogue, store, OFFICE)


@pytest.fixture(scope="module")
def page(html):
    """Return the page without its scripts, which are not HTML to look at."""
    return Reader(re.sub(r"<script>.*?</script>", "", html, flags=re.DOTALL))


def rows(page):
    return [e for e in page.all("tr") if "data-chart" in e["attrs"]]


def test_the_same_snapshot_gives_the_same_bytes(published, html, tmp_path):
    catalogue, path = published
    with read_public_tables(catalogue, path) as store:
        write_page(catalogue, store, tmp_path / "index.html", EDITION)
    assert (tmp_path / "index.html").read_bytes() == html.encode("utf-8")


def test_it_is_small_enough_to_be_mailed(html):
    assert len(html.encode("utf-8")) < 3_000_000


def test_every_indicator_has_a_row_and_figures(page, published, html):
    codes = list(published[0].indicators)
    assert codes
    assert [r["attrs"]["data-chart"] for r in rows(page)] == codes
    payload = read_payload(html)
    assert [facts["code"] for facts in payload["indicators"]] == codes
    assert set(payload["figures"]) == set(codes)
    assert len(page.ids) == len(set(page.ids))


def test_every_link_leads_to_a_section_or_to_a_view_of_an_indicator(page, published):
    links = [e["attrs"]["href"] for e in page.all("a")]
    targets = [link for link in links if link != CHARTS_FILE]
    assert links.count(CHARTS_FILE) == 1
    assert targets
    assert all(t.startswith("#") for t in targets)
    assert {t[1:].split("/")[0] for t in targets} <= {*page.ids, *published[0].indicators}


def test_the_office_alone_is_led_to_the_list_beside_its_publication(office_html, html, tmp_path):
    home = Home(tmp_path)
    (address,) = set(re.findall(r'href="([^"]*publications.html)"', office_html))
    page_folder = home.published_folder / "one" / "office"
    assert os.path.normpath(page_folder / address) == str(
        home.published_folder / PUBLICATION_LIST_FILE
    )
    assert "publications.html" not in html


def test_nothing_is_fetched_and_only_our_scripts_may_run(html, page):
    (policy,) = page.all("meta", **{"http-equiv": "Content-Security-Policy"})
    rules = dict(rule.strip().split(" ", 1) for rule in policy["attrs"]["content"].split(";"))
    assert rules["default-src"] == "'none'"
    (script,) = re.findall(r"<script>(.*?)</script>", html, flags=re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert rules["script-src"] == f"'sha256-{digest}'"
    fetched = [v for e in page.elements for k, v in e["attrs"].items() if k in ("src", "href")]
    assert all(v.startswith(("#", "data:")) or v == CHARTS_FILE for v in fetched)
    assert not [k for e in page.elements for k in e["attrs"] if k.startswith("on")]


def test_the_header_says_what_of_when_and_that_it_is_synthetic(page):
    (header,) = page.all("header")
    for text in (
        "Chương trình phòng, chống mại dâm giai đoạn 2021-2025",
        "Quận Dương Kinh · Từ 01/07/2025: 3 phường mới thuộc địa bàn quận Dương Kinh cũ",
        "Số liệu đến hết tháng 11/2025",
        "Lập ngày 20/11/2025",
    ):
        assert text in header["text"]
    (banner,) = page.all("aside")
    assert banner["text"].startswith("DỮ LIỆU GIẢ LẬP")


def test_real_data_have_no_banner(tmp_path):
    catalogue = write_snapshot(tmp_path / "real.duckdb", synthetic=False)
    with read_public_tables(catalogue, tmp_path / "real.duckdb") as store:
        assert "GIẢ LẬP" not in render_page(catalogue, store, EDITION)


def test_the_year_of_the_change_has_two_columns_never_one_figure(page):
    heads = [e for e in page.all("th") if "data-col" in e["attrs"]]
    assert [e["attrs"]["data-col"] for e in heads] == [
        *("2021", "2022", "2023", "2024", "2025", "2025")
    ]
    notes = [e["text"] for e in page.all("span", **{"class": "note"}) if e["in"][-1] in heads]
    assert notes == ["đến hết kỳ tháng 06/2025", "3 phường mới thuộc địa bàn quận Dương Kinh cũ"]
    for row in rows(page):
        labels = [e["attrs"]["data-label"] for e in page.all("td") if row in e["in"]]
        assert [label for label in labels if "2025" in label] == [f"2025 {note}" for note in notes]


def test_a_figure_that_is_not_whole_is_marked_with_its_reason(page):
    (row,) = [r for r in rows(page) if r["attrs"]["data-chart"] == "TT05"]
    cautions = {
        e["in"][-1]["attrs"]["data-label"][:4]: (e["text"], e["attrs"]["title"])
        for e in page.all("abbr")
        if row in e["in"]
    }
    assert cautions == {
        "2022": ("[?]", "có số liệu đang được hỏi lại"),
        "2023": (
            "[p]",
            "thiếu 7 báo cáo: 2023-02 DK-0, 2023-02 DK-1, 2023-02 DK-2, 2023-02 DK-3, "
            "2023-02 DK-4, …",
        ),
        "2025": ("[b]", "đến hết kỳ tháng 06/2025"),
    }


def test_verdicts_have_a_sign_and_a_word(page):
    verdicts = {
        (e["attrs"]["class"].split()[1], e["text"])
        for e in page.all("span")
        if e["attrs"].get("class", "").startswith("verdict")
    }
    assert ("met", "✔ Đạt") in verdicts
    assert ("not_met", "✘ Chưa đạt") in verdicts
    assert ("not_decided", "Chưa kết luận") in verdicts
    assert ("none", "–không có chỉ tiêu") in verdicts
    assert ("none", "–chỉ để so sánh") in verdicts


def test_a_target_of_the_whole_country_is_named_and_not_judged(page):
    (row,) = [r for r in rows(page) if r["attrs"]["data-chart"] == "TT01"]
    targets = {
        e["attrs"]["data-y"]: e["text"]
        for e in page.all("span")
        if row in e["in"] and "target" in e["in"][-1]["attrs"].get("class", "").split()
    }
    assert targets["2022"] == "cả nước 70\u00a0%"
    assert targets["2023"] == "100\u00a0%"
    verdicts = {
        e["attrs"]["data-y"]: e["attrs"]["class"]
        for e in page.all("span")
        if row in e["in"] and e["attrs"].get("class", "").startswith("verdict")
    }
    assert verdicts["2022"] == "verdict none"
    assert verdicts["2023"] == "verdict not_met"


def test_a_missing_value_says_why_in_words(html):
    for text in (
        "chưa đến hạn",
        "[z] không có kỳ gốc",
        "[c] không công bố vì số nhỏ",
    ):
        assert text in html
    assert not re.search(r"\b(None|nan|NaN|null)\b", _visible(html))
    payload = read_payload(html)
    reasons = {
        row[4] for units in payload["figures"].values() for rows in units.values() for row in rows
        if len(row) > 4
    }  # fmt: skip
    assert {"not_reported", "not_yet_due", "suppressed", "nobody_owes"} <= reasons
    assert {f"why_{reason}" for reason in reasons if reason} <= set(payload["phrases"])


def _visible(html):
    return re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", html, flags=re.DOTALL)


def test_the_year_shown_first_is_the_latest_with_values(page, html):
    assert read_payload(html)["startsWith"] == "2024"
    displayed = {e["attrs"]["data-y"] for e in page.all("span") if _is_shown(e)}
    assert displayed == {"2024"}


def _is_shown(element):
    return "data-y" in element["attrs"] and "hidden" not in element["attrs"]


def test_no_small_count_of_a_sensitive_indicator_is_on_the_page(published, html):
    """Whatever is printed as a/b, in a table or under the pointer, by year or by period."""
    catalogue, path = published
    with Store(path, read_only=True) as store:
        small_indicators = store.query_rows(
            "SELECT DISTINCT indicator FROM marts.public_values "
            "WHERE unit = 'DK' AND suppressed ORDER BY 1"
        )
    sensitive = {
        c for c, i in catalogue.indicators.items() if is_sensitive_indicator(i, catalogue.forms)
    }
    assert {"DT02", "DT05", "TP01"} <= {code for (code,) in small_indicators} & sensitive
    counts = [
        (code, [count for count in row[1:3] if count is not None])
        for code in sensitive
        for rows_of_unit in read_payload(html)["figures"][code].values()
        for row in rows_of_unit
    ]
    assert sum(bool(row) for _, row in counts) > 50
    assert not [(code, row) for code, row in counts if _tells_small(code, row)]
    visible_parts = re.findall(r'data-label="Tử số / mẫu số".*?</td>', html, flags=re.DOTALL)
    assert len(visible_parts) == len(catalogue.indicators)


def test_the_public_page_has_figures_of_its_areas_alone(html, office_html):
    public, office = read_payload(html), read_payload(office_html)
    assert {unit for units in public["figures"].values() for unit in units} == {"DK", "HP"}
    assert "DK-DAPHUC" in office["figures"]["TT05"]
    for key in ("signals", "rungs", "progress", "tables", "faults", "obstacles"):
        assert public[key] == []


def test_the_office_has_every_count_and_a_mark_on_what_is_not_public(published, office_html, html):
    catalogue, path = published
    with Store(path, read_only=True) as store:
        months = store.query_rows(
            "SELECT numerator, denominator FROM marts.indicator_values WHERE indicator = 'DT05' "
            "AND unit = 'DK' AND grain = 'month' ORDER BY period"
        )
    places = {place for place, p in enumerate(catalogue.list_periods()) if p.grain is Grain.MONTH}
    office_rows = [r for r in read_payload(office_html)["figures"]["DT05"]["DK"] if r[0] in places]
    assert [tuple(row[1:3]) for row in office_rows] == months
    assert sum("c" in row[3] for row in office_rows) > 40
    assert 'title="chỉ trong cơ quan, không công bố">[c]</abbr>' in office_html
    assert "chỉ trong cơ quan" not in _visible(html)
    assert "không công bố vì số nhỏ" not in _visible(office_html)


def test_only_the_offices_copy_calls_itself_so(office_html, html):
    banner = "BẢN CỦA CƠ QUAN"
    assert (banner in office_html, banner in html) == (True, False)


def read_payload(html):
    packed = re.search(r'id="payload">(.*?)</script>', html, flags=re.DOTALL)[1]
    return unpack_payload(packed)


def _tells_small(code, counts):
    if code == "DT02" and counts:  # a change, and what it changed from
        counts = [counts[1], sum(counts)]
    return any(1 <= abs(count) < MIN_SHOWN_COUNT for count in counts)


def test_a_small_year_has_no_number_and_says_why(published, html):
    catalogue, path = published
    with Store(path, read_only=True) as store:
        years = store.query_rows(
            "SELECT period, numerator NOT BETWEEN 1 AND ? "
            "FROM marts.indicator_values WHERE indicator = 'DT05' AND unit = 'DK' "
            "AND grain = 'year' ORDER BY period",
            [MIN_SHOWN_COUNT - 1],
        )
    assert False in {is_shown for _, is_shown in years}
    places = {p.code: place for place, p in enumerate(catalogue.list_periods())}
    figures = {row[0]: row for row in read_payload(html)["figures"]["DT05"]["DK"]}
    for period, is_shown in years:
        row = figures[places[period]]
        assert (row[1] is not None, row[4] == "suppressed") == (is_shown, not is_shown)


def test_the_grid_has_every_unit_and_eighteen_months(page):
    (grid,) = page.all("table", **{"class": "grid static"})
    cells = [e for e in page.all("td") if grid in e["in"]]
    by_row = {}
    for cell in cells:
        row = next(id(e) for e in reversed(cell["in"]) if e["tag"] == "tr")
        by_row[row] = by_row.get(row, 0) + int(cell["attrs"].get("colspan", 1))
    assert set(by_row.values()) == {18}
    assert len(by_row) == sum(map(len, load_catalogue().units_by_form.values()))
    assert {e["attrs"]["class"] for e in cells} == {
        "on_time",
        "late",
        "returned",
        "missing",
        "pending",
        "nothing",
    }
    assert all(e["text"].strip() for e in cells)


def test_notes_explain_every_mark_and_disown_the_decree(page):
    (notes,) = page.all("footer", id="ghi-chu")
    for mark in ("[x]", "[z]", "[c]", "[p]", "[?]", "[b]", "○", "◇", "✔", "✘"):
        assert mark in notes["text"]
    assert "không phải nội dung của Quyết định số 29/QĐ-BLĐTBXH" in notes["text"]
    assert "khoảng từ 1 đến 4" in notes["text"]


def test_in_english_nothing_visible_is_left_in_vietnamese(published):
    catalogue, path = published
    with read_public_tables(catalogue, path) as store:
        html = render_page(catalogue, store, replace(EDITION, lang="en"))
    assert '<html lang="en">' in html
    payload = read_payload(html)
    texts = [payload["phrases"], *payload["units"].values(), *payload["indicators"]]
    assert not [t for t in texts if _find_vietnamese(str(t | {"basis": "", "from": ""}))]
    assert set(_find_vietnamese(_visible(html))) <= {"qđ", "blđtbxh", "29/qđ"}


def _find_vietnamese(text):
    letters = re.findall(r"\b\w*[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệ]\w*", text.lower())
    return [word for word in letters if word != "tết"]


@pytest.mark.parametrize("where", ["hub", "ward", "programme", "note"])
def test_markup_in_a_name_stays_text(published, where):
    catalogue, path = published
    units = dict(catalogue.units)
    for place, unit in (("hub", "DK"), ("ward", "HP-DOSON")):
        if where == place:
            units[unit] = units[unit].model_copy(update={"name_vi": HOSTILE})
    indicators = dict(catalogue.indicators)
    if where == "note":
        indicators["TT05"] = indicators["TT05"].model_copy(update={"note_vi": HOSTILE})
    programme = catalogue.programme
    if where == "programme":
        programme = programme.model_copy(update={"name_vi": f"</title>{HOSTILE}"})
    hostile = replace(catalogue, units=units, indicators=indicators, programme=programme)
    with Store(path, read_only=True) as store:
        html = render_page(hostile, store, PageContext(AS_OF))
    assert "&lt;img src=x" in html
    outside = Reader(re.sub(r"<script>.*?</script>", "", html, flags=re.DOTALL))
    assert not outside.all("img")


def test_an_empty_snapshot_still_has_a_page(tmp_path):
    catalogue = load_catalogue()
    with Store(tmp_path / "empty.duckdb") as store:
        create_page_tables(store, catalogue, date(2021, 1, 1))
    with Store(tmp_path / "empty.duckdb", read_only=True) as store:
        model = build_page_model(catalogue, store, PageContext(date(2021, 1, 1)))
        html = render_page(catalogue, store, PageContext(date(2021, 1, 1)))
    assert len(model.rows) == len(catalogue.indicators)
    assert "Chưa có báo cáo nào đến hạn." in html
    assert not any(read_payload(html)["figures"].values())


PAGE_FOLDER = Path(build_page_model.__code__.co_filename).parent
SCRIPT_FOLDER = PAGE_FOLDER / "scripts"


def list_models(hint):
    """Return the classes of the page that a type hint leads to, each with its own."""
    models = {hint} if is_dataclass(hint) and "published.page" in hint.__module__ else set()
    for part in (*get_args(hint), *(h for m in models for h in get_type_hints(m).values())):
        models |= list_models(part)
    return models


def is_shown(model, name, template):
    """Return whether the template has the field: of a PointRow, `point.name` or `row.name`."""
    name_parts = re.findall(r"[A-Z][a-z]+", model.__name__)
    return re.search(rf"\b({'|'.join(name_parts).lower()})\.{name}\b", template)


def test_the_template_shows_every_part_of_the_page_and_links_every_section():
    """A new part is a field of a model and a piece of the template, or nobody sees it."""
    template = (PAGE_FOLDER / "page.html.j2").read_text(encoding="utf-8")
    models = list_models(PageModel)
    assert {"PageModel", "YearCell", "NewsItem", "QualityCell"} <= {m.__name__ for m in models}
    unseen = [
        f"{model.__name__}.{field.name}"
        for model in models
        for field in fields(model)
        if not is_shown(model, field.name, template)
    ]
    assert not unseen, f"show in assets/published/page/page.html.j2: {unseen}"
    sections = re.findall(r'<section id="([^"]+)"', template)
    assert sections
    unlinked = [s for s in sections if f'href="#{s}"' not in template]
    assert not unlinked, f"link in <nav> of assets/published/page/page.html.j2: {unlinked}"


def test_every_phrase_of_the_page_is_used_somewhere():
    sources = [p for p in PAGE_FOLDER.glob("*.*") if p.name != "page_texts.py"]
    sources.append(PAGE_FOLDER / "payload" / "script_phrases.py")
    text = "".join(path.read_text(encoding="utf-8") for path in sources)
    # chosen by what a column holds
    by_value = {*NULL_REASONS, *GRAINS, *(f"hidden_{reason}" for reason in HIDE_REASONS)}
    unused = {key for key in PAGE_PHRASES if not re.search(rf"[\"']{key}[\"']", text)} - by_value
    assert not unused, f"remove from assets/published/page/page_texts.py: {unused}"


def test_every_phrase_of_the_script_is_used_and_every_script_is_on_the_page():
    scripts = {path.stem: path.read_text(encoding="utf-8") for path in SCRIPT_FOLDER.glob("*.js")}
    assert sorted(scripts) == sorted(SCRIPTS)
    text = "".join(scripts.values())
    phrases = choose_script_phrases("vi")
    stems = re.findall(r"say\(`(\w+_)\$", text)
    ends = tuple(re.findall(r"say\(`\$\{key\}(\w+)`", text))
    unused = {
        key
        for key in phrases
        if not re.search(rf'"{key}"', text)
        and not key.startswith(tuple(stems))
        and not key.endswith(ends)
    }
    assert not unused, f"remove from the phrases of the payload: {unused}"
    used_keys = set(re.findall(r'say\("(\w+)"', text))
    assert used_keys
    assert used_keys <= set(phrases)


def test_dagster_knows_every_table_that_the_charts_read():
    floor = PAGE_FOLDER.parents[1]
    folders = (floor / "charts", floor / "published" / "charts")
    sources = [path for folder in folders for path in folder.glob("*.py")]
    sources.append(floor / "published" / "publication_facts.py")
    text = "".join(path.read_text(encoding="utf-8") for path in sources)
    unnamed = set(re.findall(r"\b(?:core|marts)\.[a-z_]+", text)) ^ set(CHART_TABLES)
    assert not unnamed, f"CHART_TABLES of assets/definitions/publish_step.py: {unnamed}"


def test_dagster_knows_every_table_that_the_page_reads():
    floor = PAGE_FOLDER.parents[1]
    sources = [
        *PAGE_FOLDER.rglob("*.py"),
        *(floor / "charts").glob("*.py"),
        floor / "owed_reports.py",
        floor / "published" / "tables" / "period_rows.py",
    ]
    text = "".join(path.read_text(encoding="utf-8") for path in sources)
    unnamed = set(re.findall(r"\b(?:core|marts)\.[a-z_]+", text)) ^ set(PAGE_TABLES)
    assert not unnamed, f"PAGE_TABLES of assets/definitions/publish_step.py: {unnamed}"
