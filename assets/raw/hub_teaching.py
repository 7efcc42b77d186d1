"""The teaching of the hub in force now: labels and layouts.

Reads the register; `taught_labels` and `layout_decisions` append.
"""

from assets.raw.layout_decisions import query_layout_decisions, select_layouts_in_force
from assets.raw.taught_labels import query_taught_labels
from warehouse.forms.hub_teaching import HubTeaching
from warehouse.store import Store


def query_hub_teaching(register: Store) -> HubTeaching:
    """Return the teaching in force; a register without either table has no teaching."""
    layouts = select_layouts_in_force(query_layout_decisions(register))
    return HubTeaching(
        query_taught_labels(register), tuple(decision.content for decision in layouts)
    )
