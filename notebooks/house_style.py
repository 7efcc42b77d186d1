"""How the notebooks open a publication and draw: the colours, marks and words of the page.

Imported by the notebooks beside it, which look at `warehouse/` alone.
"""

import os
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from warehouse import open_published
from warehouse.database_errors import DamagedDatabaseError
from warehouse.lineage.published_warehouse import PublishedWarehouse

BEFORE_BREAK, AFTER_BREAK, TEXT, AREA_LINE = "#12436D", "#F46A25", "#1A1A1A", "#8A9097"
_FONT = {"family": '"Noto Sans", "Segoe UI", Roboto, Arial, sans-serif', "size": 14, "color": TEXT}
LAYOUT = {
    "font": _FONT,
    "separators": ",.",
    "plot_bgcolor": "white",
    "margin": {"l": 56, "r": 24, "t": 64, "b": 40},
    "legend": {"orientation": "h", "y": -0.15},
}
VERDICTS = {
    "met": "đạt",
    "not_met": "chưa đạt",
    "not_decided": "chưa kết luận",
    "not_due": "chưa đến hạn",
}


def open_current() -> PublishedWarehouse:
    """Open the publication of `CHISO_HOME`; end with a sentence if there is none to read."""
    home = Path(os.environ.get("CHISO_HOME", "data"))
    try:
        return open_published(home)
    except FileNotFoundError as error:
        raise SystemExit(
            f"Chưa có bản công bố ở {error}; chạy chiso nightly --home {home} trước. / "
            f"Nothing is published at {error}; run chiso nightly --home {home} first."
        ) from None
    except DamagedDatabaseError as error:
        raise SystemExit(
            f"{error}. Chạy chiso nightly --home {home} để dựng lại. / Run chiso nightly --home "
            f"{home} to make it anew."
        ) from None


def list_indicators(published: PublishedWarehouse) -> dict[str, str]:
    """Return the code of each indicator by code and name, for a drop-down."""
    return dict(
        published.query_rows(
            "SELECT indicator || ' · ' || name_vi, indicator FROM catalogue.indicators "
            "ORDER BY indicator"
        )
    )


def choose_first(choices: dict[str, str], part: int = 0) -> str:
    """Return the label that a drop-down shows at first.

    It is that of the indicator (part 0) or unit (part 1) of `CHISO_FIGURE`, else the first label.

    Raises:
        LookupError: `CHISO_FIGURE` names what the choices have not.
    """
    parts = os.environ.get("CHISO_FIGURE", "").split()
    return find_label(choices, parts[part]) if len(parts) > part else next(iter(choices))


def find_label(choices: dict[str, str], value: str) -> str:
    """Return the label of a value of a drop-down.

    Raises:
        LookupError: there is no such value; the message says which there are.
    """
    labels = {known: label for label, known in choices.items()}
    if value not in labels:
        raise LookupError(
            f"không có «{value}»; có / there is no «{value}»; there are: {', '.join(labels)}"
        )
    return labels[value]


def read_figure(default: str) -> list[str]:
    """Return indicator, unit and period of `CHISO_FIGURE`, or of the default.

    Raises:
        LookupError: they are not three.
    """
    figure = os.environ.get("CHISO_FIGURE", default)
    parts = figure.split()
    if len(parts) != len(("indicator", "unit", "period")):
        raise LookupError(
            f"«{figure}»: cần chỉ số, đơn vị, kỳ / needs indicator, unit, period: TT02 DK 2023-Q2"
        )
    return parts


def choose_finest_grain(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the finest grain that has a value."""
    valued = rows[rows["value"].notna()]
    for grain in ("month", "quarter", "half_year", "year"):
        if (valued["grain"] == grain).any():
            return rows[rows["grain"] == grain]
    return rows[rows["grain"] == "year"]


def draw_series(rows: pd.DataFrame, title: str) -> go.Figure:
    """Draw the series of one place and grain: hollow where provisional, broken at a change."""
    figure = go.Figure(layout={**LAYOUT, "title": title})
    add_series(figure, rows)
    targets = rows[rows["target"].notna() & rows["target_binds"].eq(other=True)]
    if not targets.empty:
        figure.add_scatter(
            x=targets["period_end"],
            y=targets["target"],
            mode="lines",
            line={"color": TEXT, "width": 1},
            name="chỉ tiêu",
        )
    figure.update_yaxes(title=rows.attrs.get("unit_of_measure"), rangemode="tozero")
    return figure


def add_series(figure: go.Figure, rows: pd.DataFrame, **place: int) -> None:
    """Add each stretch between changes of units as a line of its own, with gaps left open."""
    for segment, stretch in rows.sort_values("period_end").groupby("segment"):
        firm = stretch["is_complete"] & ~stretch["has_doubt"]
        is_first = segment == 1
        colour, shape = (BEFORE_BREAK, "circle") if is_first else (AFTER_BREAK, "square")
        figure.add_scatter(
            x=stretch["period_end"],
            y=stretch["value"],
            mode="lines+markers",
            line={"color": colour, "dash": "solid" if is_first else "dash"},
            marker={"symbol": [shape if is_firm else f"{shape}-open" for is_firm in firm]},
            text=stretch["period_name"],
            name="trước khi địa giới thay đổi" if is_first else "từ khi địa giới thay đổi",
            showlegend=not place,
            **place,
        )


def draw_panels(rows: pd.DataFrame, area: pd.DataFrame, title: str) -> go.Figure:
    """Draw a panel a unit on one scale, with the area in grey behind each."""
    names = rows.groupby("unit", sort=False)["unit_name"].first()
    columns = 3
    figure = make_subplots(
        rows=-(-len(names) // columns),
        cols=columns,
        shared_yaxes="all",
        shared_xaxes="all",
        subplot_titles=list(names),
        vertical_spacing=0.1,
    )
    for number, unit in enumerate(names.index):
        place = {"row": number // columns + 1, "col": number % columns + 1}
        figure.add_scatter(
            x=area["period_end"],
            y=area["value"],
            mode="lines",
            line={"color": AREA_LINE},
            showlegend=False,
            **place,
        )
        add_series(figure, rows[rows["unit"] == unit], **place)
    figure.update_layout(**LAYOUT, title=title, height=280 * -(-len(names) // columns) + 80)
    figure.update_yaxes(rangemode="tozero")
    return figure


def describe_latest(rows: pd.DataFrame) -> str:
    """Say the latest figure of a place in one sentence, with what it lacks."""
    known = rows[rows["value"].notna()].sort_values("period_end")
    if known.empty:
        return f"{rows.attrs['name']}: chưa có số liệu."
    last = known.iloc[-1]
    value = f"{last['value']:,.1f}".replace(",", "\0").replace(".", ",").replace("\0", ".")
    value = value.removesuffix(",0")
    words = [f"{rows.attrs['name']}, {last['unit_name']}, {last['period_name']}: {value}"]
    words.append(rows.attrs["unit_of_measure"])
    if not last["is_complete"]:
        words.append(f"(thiếu {last['reports_owed'] - last['reports_accepted']} báo cáo)")
    if last["verdict"] in VERDICTS:
        words.append(f"— {VERDICTS[last['verdict']]} chỉ tiêu")
    return " ".join(words) + "."
