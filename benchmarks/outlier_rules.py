"""Three rules for outliers over a panel: ours, DHIS2's z-score and WHO's modified z-score.

The two peers as they are coded: a point is part of its own baseline, and a series without
spread is never flagged. Each rule returns the flagged values.
"""

from collections.abc import Callable, Mapping

import pandas as pd

from expectations.series.series_suite import check_series
from warehouse.catalogue import Form

FlagSet = set[tuple[str, str | None]]
"""Submission, and element or None for a report as a whole."""
OutlierRule = Callable[[Form, pd.DataFrame], FlagSet]


def flag_leave_one_out(form: Form, panel: pd.DataFrame) -> FlagSet:
    """Apply our own rule, as the nightly run does."""
    return flag_signals(form, panel, "W-OUTLIER-001")


def flag_signals(form: Form, panel: pd.DataFrame, code: str) -> FlagSet:
    """Return the values that the nightly run flags under a code."""
    signals = check_series(form, panel).signals
    return {(s.submission, s.element) for s in signals if s.code == code}


def flag_z_score(form: Form, panel: pd.DataFrame) -> FlagSet:
    """Flag like DHIS2: at least 3 standard deviations (of the population) from the mean."""
    values = panel[_list_count_elements(form)]
    by_unit = values.groupby(panel["unit"])
    spread = by_unit.transform("std", ddof=0)
    deviations = (values - by_unit.transform("mean")).abs()
    return _collect_flags(panel, (spread > 0) & (deviations >= 3 * spread))


def flag_modified_z_score(form: Form, panel: pd.DataFrame) -> FlagSet:
    """Flag like WHO: 0.6745 |x - median| / MAD above 3.5; nothing where the MAD is 0."""
    values = panel[_list_count_elements(form)]
    deviations = (values - values.groupby(panel["unit"]).transform("median")).abs()
    spread = deviations.groupby(panel["unit"]).transform("median")
    return _collect_flags(panel, (spread > 0) & (0.6745 * deviations > 3.5 * spread))


OUTLIER_RULES: Mapping[str, OutlierRule] = {
    "leave-one-out": flag_leave_one_out,
    "z at 3": flag_z_score,
    "modified z at 3.5": flag_modified_z_score,
}


def _list_count_elements(form: Form) -> list[str]:
    return [e.element for e in form.elements if not e.is_yes_no]


def _collect_flags(panel: pd.DataFrame, is_far: pd.DataFrame) -> FlagSet:
    far_cells = is_far.set_axis(panel["submission"]).stack()
    return set(far_cells[far_cells].index)
