"""A digest about obstacles: new ones for the officer, and the hub's answers for the unit.

Each obstacle and each answer is in one notice that was sent to a recipient. Texts come from
`obstacle_messages`; `notifications` writes and sends the notices.
"""

from collections.abc import Iterator, Sequence

from assets.outbox import notices
from assets.outbox.notices import Notice
from assets.outbox.obstacle_replies import ANSWERED, NEW, REPLIES_TABLE, Obstacle, query_obstacles
from pipelines.alerts.finding_changes import FindingScope
from pipelines.alerts.notice_texts import flatten_text, format_notice
from pipelines.alerts.recipients import Recipient
from pipelines.messages.obstacle_messages import format_obstacle
from warehouse.catalogue import Catalogue
from warehouse.store import Store

MOST_OBSTACLES = 20
"""How many obstacles are quoted in one notice; the others are counted."""


def build_obstacle_digest(
    catalogue: Catalogue, register: Store, recipient: Recipient, scope: FindingScope
) -> Notice | None:
    """Write the notice of the obstacles and answers that the recipient has not heard of.

    The publication in force is attached as `published`.
    """
    register.create_table(REPLIES_TABLE)
    topics = notices.query_sent_topics(register, "digest", recipient.contact_names)
    notified = {topic for about in topics for topic in about.split()}
    topics_by_obstacle = {
        obstacle: topic
        for obstacle in query_obstacles(register)
        if _is_in_scope(obstacle, scope)
        if (topic := _find_topic(obstacle, recipient)) and topic not in notified
    }
    if not topics_by_obstacle:
        return None
    obstacles = list(topics_by_obstacle)
    return Notice(
        "digest",
        recipient.contact_name,
        " ".join(topics_by_obstacle.values()),
        _format_subject(obstacles, recipient.lang),
        "\n".join(_format_body(catalogue, recipient.lang, obstacles)),
    )


def _find_topic(obstacle: Obstacle, recipient: Recipient) -> str | None:
    """Return what a recipient should hear of: an obstacle for the officer, an answer for a unit."""
    roles = {contact.role for contact in recipient.contacts}
    if obstacle.state == NEW:
        return obstacle.obstacle if "officer" in roles else None
    return f"{obstacle.obstacle}/{obstacle.reply_count}" if "sender" in roles else None


def _is_in_scope(obstacle: Obstacle, scope: FindingScope) -> bool:
    is_included = scope.units is None or obstacle.unit in scope.units
    return is_included and obstacle.unit not in scope.excluded_units


def _format_subject(obstacles: Sequence[Obstacle], lang: str) -> str:
    answered = sum(obstacle.state == ANSWERED for obstacle in obstacles)
    return format_notice(lang, "obstacle_subject", new=len(obstacles) - answered, answered=answered)


def _format_body(catalogue: Catalogue, lang: str, obstacles: Sequence[Obstacle]) -> Iterator[str]:
    yield format_notice(lang, "obstacle_opening")
    yield ""
    for obstacle in obstacles[:MOST_OBSTACLES]:
        for line in format_obstacle(catalogue, obstacle, lang):
            indent = len(line) - len(line.lstrip())
            yield " " * indent + flatten_text(line)
    if len(obstacles) > MOST_OBSTACLES:
        yield format_notice(lang, "more_obstacles", count=len(obstacles) - MOST_OBSTACLES)
    if any(obstacle.state == NEW for obstacle in obstacles):
        yield ""
        yield format_notice(lang, "obstacle_officer")
