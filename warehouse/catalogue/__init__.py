"""The catalogue: the only place where the programme is stated.

A folder of CSV and YAML that an official may change (`duong_kinh/` comes with the package),
loaded once into frozen models. Everything else in this house is derived from the catalogue.
"""

from warehouse.catalogue.contacts import Contact
from warehouse.catalogue.declared import Relation, StockJump, Total
from warehouse.catalogue.faults import CatalogueError, Fault
from warehouse.catalogue.loading import SHIPPED, Catalogue, load
from warehouse.catalogue.models import Element, Form, Indicator, Target, Term, Unit, UnitChange

__all__ = [
    "SHIPPED",
    "Catalogue",
    "CatalogueError",
    "Contact",
    "Element",
    "Fault",
    "Form",
    "Indicator",
    "Relation",
    "StockJump",
    "Target",
    "Term",
    "Total",
    "Unit",
    "UnitChange",
    "load",
]
