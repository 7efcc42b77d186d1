"""The unrecognised reports for an accepted layout to try, and the layouts in force.

Chooses candidates cheaply, from the rows noted in the register; the reader decides. Without an
accepted layout nothing of `layouts` is imported.
"""

from collections.abc import Sequence

from warehouse.catalogue.label_keys import list_label_keys

READ_BY_LAYOUT = "N-LAYOUT-001"
_LEAST_SHARE = 0.5
"""Least share of a layout's labelled rows among the rows of an unrecognised report."""


def is_layout_in_force(name: str, layouts: tuple[str, ...]) -> bool:
    """Return whether a layout is in force."""
    if not layouts:
        return False
    from warehouse.forms.layouts.office_layout import parse_layouts

    return any(layout.layout == name for layout in parse_layouts(layouts))


def may_fit_layouts(sha256: str, labels: Sequence[str], layouts: tuple[str, ...]) -> bool:
    """Return whether a layout was accepted from this file, or shares most rows of a sheet with it.

    `labels` are the rows of the report as noted; a long one ends in «…».
    """
    if not layouts:
        return False
    from warehouse.forms.layouts.office_layout import parse_layouts

    return any(
        sha256 == layout.source_sha256 or _share_rows(row_keys, labels)
        for layout in parse_layouts(layouts)
        for row_keys in layout.row_keys_by_sheet
    )


def _share_rows(keys: Sequence[str], labels: Sequence[str]) -> bool:
    whole_keys = {key for label in labels for key in list_label_keys(label)}
    cut_labels = [label for label in labels if label.endswith("…")]
    cut_keys = tuple(key for label in cut_labels for key in list_label_keys(label) if key)
    hits = sum(key in whole_keys or key.startswith(cut_keys) for key in keys)
    return bool(keys) and hits >= _LEAST_SHARE * len(keys)
