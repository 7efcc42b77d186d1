"""Changes of findings drawn as a table: what the tests of the digest tell a recipient about."""

from pipelines.alerts.finding_changes import FindingChange
from pipelines.alerts.recipients import Recipient
from tests.spec import drawn
from warehouse.catalogue import Contact


def draw_changes(table: str) -> list[FindingChange]:
    """Return the changes of a drawn table; a column that is not drawn has a usual value."""
    return [_draw_change(number, row) for number, row in enumerate(drawn(table), start=1)]


def _draw_change(number: int, row: dict[str, str]) -> FindingChange:
    usual = {"kind": "opened", "code": "E-NUM-001", "message": "sai", "file": "a.xlsx"}
    usual |= {"severity": "warning" if row.get("code", "").startswith("W") else "error"}
    usual |= {"unit": "DK-DAPHUC", "form": "ward", "period": "2023-05"}
    row = usual | row
    return FindingChange(
        finding=row.get("finding", f"f{number}"),
        sequence=int(row.get("sequence", number)),
        kind=row["kind"],
        form=row["form"] or None,
        unit=row["unit"] or None,
        period=row["period"] or None,
        code=row["code"],
        severity=row["severity"],
        submission="s1",
        message=row["message"],
        remedy=row.get("remedy") or None,
        file_name=row["file"],
        sheet=row.get("sheet") or None,
        cell=row.get("cell") or None,
        note=row.get("note") or None,
    )


def build_recipient(*roles: str, lang: str = "vi") -> Recipient:
    """Return the recipient of an address with a contact for each role; the sender is the police."""
    contacts = tuple(_build_contact(role, lang) for role in roles)
    return Recipient(contacts, "json://h")


def _build_contact(role: str, lang: str) -> Contact:
    unit = "DK-CA" if role == "sender" else None
    usual = {"url": "json://h", "basis": "thử"}
    return Contact(contact=role, unit=unit, role=role, lang=lang, **usual)
