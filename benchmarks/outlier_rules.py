"""Three rules for outliers over a panel: ours, DHIS2's z-score and WHO's modified z-score.

The two peers as they are coded: a point is part of its own baseline, and a series without
spread is never flagged. Each rule returns the flagged values.
"""

from collections.abc import Callable, Mapping

import pandas as pd

from expectations.series.checking import check_series
from warehouse.catalogue import Form

Flagged = set[tuple[str, str | None]]
"""Submission, and element or None for a report as a whole."""
OutlierRule = Callable[[Form, pd.DataFrame], Flagged]


def leave_one_out(form: Form, panel: pd.DataFrame) -> Flagged:
    """Apply our own rule, as the nightly run does."""
    return signals(form, panel, "W-OUTLIER-001")


def signals(form: Form, panel: pd.DataFrame, code: str) -> Flagged:
    """Return the values that the nightly run flags under a code."""
    found = check_series(form, panel).signals
    return {(s.submission, s.element) for s in found if s.code == code}


def z_score(form: Form, panel: pd.DataFrame) -> Flagged:
    """Flag like DHIS2: at least 3 standard deviations (of the population) from the mean."""
    values = panel[_counted(form)]
    by_unit = values.groupby(panel["unit"])
    spread = by_unit.transform("std", ddof=0)
    away = (values - by_unit.transform("mean")).abs()
    return _flagged(panel, (spread > 0) & (away >= 3 * spread))


def modified_z_score(form: Form, panel: pd.DataFrame) -> Flagged:
    """Flag like WHO: 0.6745 |x - median| / MAD above 3.5; nothing where the MAD is 0."""
    values = panel[_counted(form)]
    away = (values - values.groupby(panel["unit"]).transform("median")).abs()
    spread = away.groupby(panel["unit"]).transform("median")
    return _flagged(panel, (spread > 0) & (0.6745 * away > 3.5 * spread))


RULES: Mapping[str, OutlierRule] = {
    "leave-one-out": leave_one_out,
    "z at 3": z_score,
    "modified z at 3.5": modified_z_score,
}


def _counted(form: Form) -> list[str]:
    return [e.element for e in form.elements if not e.is_yes_no]


def _flagged(panel: pd.DataFrame, is_far: pd.DataFrame) -> Flagged:
    far = is_far.set_axis(panel["submission"]).stack()
    return set(far[far].index)
