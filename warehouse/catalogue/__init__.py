"""The catalogue: the only place where the programme is stated.

A folder of CSV and YAML that an official may change (`duong_kinh/` comes with the package),
loaded once into frozen models. Everything else in this house is derived from the catalogue.
"""

from warehouse.catalogue.catalogue_faults import CatalogueError, CatalogueFault
from warehouse.catalogue.contacts import Contact
from warehouse.catalogue.declarations import Relation, StockJump, Total
from warehouse.catalogue.indicators import Indicator, Target, Term
from warehouse.catalogue.loader import DEFAULT_CATALOGUE, Catalogue, load_catalogue
from warehouse.catalogue.models import AreaCoverage, Element, Form, Unit, UnitChange
from warehouse.catalogue.senders import Sender

__all__ = [
    "DEFAULT_CATALOGUE",
    "AreaCoverage",
    "Catalogue",
    "CatalogueError",
    "CatalogueFault",
    "Contact",
    "Element",
    "Form",
    "Indicator",
    "Relation",
    "Sender",
    "StockJump",
    "Target",
    "Term",
    "Total",
    "Unit",
    "UnitChange",
    "load_catalogue",
]
