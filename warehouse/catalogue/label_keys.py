"""The keys of a row's label: folded words without an office's numbering or `Trong đó`.

One key for the catalogue, which refuses an ambiguous label, and for reading, which looks it up.
May import `text` only.
"""

import re
from functools import lru_cache

from warehouse.text import fold_text, make_match_key

# "- ", "+ ", "a) ", "1.2. ", "IV. " before a label are an office's own numbering.
_OFFICE_NUMBERING = re.compile(
    r"^(?:[-+*•–\s]+|(?:\d{1,2}(?:\.\d{1,2})*|[ivx]{1,4}|[a-z])[.)]\s*)+"
)
_OF_WHICH_PREFIX = re.compile(r"^(?:trong do|bao gom|gom)\b\s*")


@lru_cache(maxsize=8192)
def list_label_keys(text: str) -> tuple[str, ...]:
    """List the keys of a row label, best first: as typed, then without `Trong đó`."""
    full_key = make_match_key(_OFFICE_NUMBERING.sub("", fold_text(text)))
    bare_key = _OF_WHICH_PREFIX.sub("", full_key)
    return (full_key,) if bare_key == full_key else (full_key, bare_key)
