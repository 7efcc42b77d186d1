"""The classes of readers in order: the public, a unit, the addressee upward, the office.

Each class may see what the classes before it see; what is of a later class is never put in
`public/`. May call the schema of the warehouse.
"""

from warehouse.entries import find_entry
from warehouse.schema.disclosure_fields import READERS

PUBLIC, UNIT, ADDRESSEE, OFFICE = READERS
_RANKS = {reader: rank for rank, reader in enumerate(READERS)}


def may_see(reader: str, audience: str) -> bool:
    """Return whether a class of readers may see what was made for an audience."""
    place = "warehouse/schema/disclosure_fields.py, READERS"
    return find_entry(_RANKS, reader, place) >= find_entry(_RANKS, audience, place)
