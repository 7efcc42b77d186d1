"""The SQL functions that a published warehouse brings along, so that a copied file answers too.

Their bodies name each table with its schema only: the name under which a file is attached is the
reader's. May import `store` only.
"""

from pathlib import Path

from warehouse.store import Store

LINEAGE_MACROS = {
    "lineage": ("of_indicator", "of_unit", "of_period"),
    "element_lineage": ("of_form", "of_element", "of_unit", "of_period"),
}
"""Each function with its parameters; the body is the file of the same name."""


def create_lineage_macros(store: Store) -> None:
    """Create the functions in schema `marts`; the tables that they read exist."""
    for name, parameters in LINEAGE_MACROS.items():
        header = ", ".join(parameters)
        store.execute(f"CREATE MACRO marts.{name}({header}) AS TABLE\n{read_lineage_body(name)}")


def read_lineage_body(name: str) -> str:
    """Read the SELECT of a function."""
    return Path(__file__).with_name(f"{name}.sql").read_text(encoding="utf-8")
