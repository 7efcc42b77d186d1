"""Which indicators are sensitive: the only definition.

Disclosure control, the column `is_sensitive` of `catalogue.indicators` and the pages ask here. May
import `indicators` and `models` only.
"""

from collections.abc import Mapping

from warehouse.catalogue.indicators import Indicator
from warehouse.catalogue.models import Form


def is_sensitive_indicator(indicator: Indicator, forms: Mapping[str, Form]) -> bool:
    """Return whether any element of the indicator is declared sensitive."""
    return any(
        forms[term.form].get_element(term.element).sensitive
        for term in indicator.all_terms
        if term.form and term.element
    )
