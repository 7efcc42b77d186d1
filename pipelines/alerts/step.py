"""The last step of a night: whoever is concerned is told of what the night found.

A server that is down is no failure of a run: what waits goes with the next one.
"""

import dagster as dg

from assets.house import House
from pipelines.alerts.telling import Told, tell


def tell_step() -> dg.AssetsDefinition:
    """The step from the publication in force to the outbox, and from there to the recipients."""

    @dg.asset(
        name="notices",
        key_prefix="published",
        group_name="published",
        deps=[["published", "returned"], ["published", "warehouse"]],
        description="Tin tổng hợp cho những người liên quan, kèm báo cáo trả lại.",
    )
    def notices(house: dg.ResourceParam[House]) -> dg.MaterializeResult:
        return dg.MaterializeResult(metadata=_metadata(tell(house)))

    return notices


def _metadata(told: Told) -> dict[str, object]:
    return {
        "sent": told.sent,
        "waiting": told.waiting,
        "unset": dg.MetadataValue.json([[u.contact, u.variable] for u in told.unset]),
    }
