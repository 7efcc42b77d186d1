"""The texts about obstacles and proposals, and each of them in lines; Vietnamese and English.

The same for `chiso obstacles` and for notices; nothing is queried here. Part of
`command_messages`.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from warehouse.entries import find_entry
from warehouse.language import choose_text
from warehouse.periods import parse_period_code

if TYPE_CHECKING:
    from assets.outbox.obstacle_replies import Obstacle  # every command reads these texts
    from warehouse.catalogue import Catalogue

OBSTACLE_MESSAGES: dict[str, tuple[str, str]] = {
    "obstacle_heading": (
        "{state}: {obstacle}  {unit} · {form}, {period}",
        "{state}: {obstacle}  {unit} · {form}, {period}",
    ),
    "obstacle_new": ("● mới", "● new"),
    "obstacle_answered": ("✔ đã trả lời", "✔ answered"),
    "kind_obstacle": ("Khó khăn: {text}", "Obstacle: {text}"),
    "kind_proposal": ("Đề xuất: {text}", "Proposal: {text}"),
    "obstacle_reply": (
        "Trả lời của {by}, ngày {day}: {reply}",
        "Answer of {by}, {day}: {reply}",
    ),
    "no_obstacles": (
        "Không có khó khăn hay đề xuất nào trong các báo cáo đang có hiệu lực.",
        "The reports in force state no obstacle and no proposal.",
    ),
    "unknown_obstacle": (
        "Không có khó khăn hay đề xuất nào mang mã «{given}». Xem «chiso obstacles list».",
        "No obstacle or proposal has the id «{given}». See `chiso obstacles list`.",
    ),
    "which_obstacle": (
        "«{given}» hợp với {count} mã: {known}. Ghi đủ mã.",
        "«{given}» fits {count} ids: {known}. Write the whole id.",
    ),
    "empty_reply": ("Phải ghi lời trả lời (--text).", "Write the answer (--text)."),
    "empty_by": ("Phải ghi ai trả lời (--by).", "Say who answers (--by)."),
    "personal_reply": (
        "Lời trả lời có dữ liệu cá nhân ({kind}); viết «một nạn nhân nữ, dưới 18 tuổi» thay cho "
        "tên.",
        "The answer holds personal data ({kind}); write «a female victim under 18» in place of a "
        "name.",
    ),
    "replied": (
        "Đã ghi trả lời {obstacle}; đơn vị nhận được trong tin đêm tới.",
        "The answer to {obstacle} is recorded; the unit hears of it in the next digest.",
    ),
}


def format_obstacle(catalogue: "Catalogue", obstacle: "Obstacle", lang: str) -> Iterator[str]:
    """Format an obstacle or proposal: whose it is, the unit's words, the answer."""
    form, unit = catalogue.forms.get(obstacle.form), catalogue.units.get(obstacle.unit)
    yield format_obstacle_message(
        lang,
        "obstacle_heading",
        state=format_obstacle_message(lang, f"obstacle_{obstacle.state}"),
        obstacle=obstacle.obstacle,
        unit=unit.get_name(lang) if unit else obstacle.unit,
        form=form.get_name(lang) if form else obstacle.form,
        period=parse_period_code(obstacle.period).format_label(lang),
    )
    yield "    " + format_obstacle_message(lang, f"kind_{obstacle.kind}", text=obstacle.text)
    if obstacle.replied_at:
        day = catalogue.calendar.to_local_time(obstacle.replied_at)
        yield "    " + format_obstacle_message(
            lang,
            "obstacle_reply",
            by=obstacle.replied_by,
            day=f"{day:%d/%m/%Y}",
            reply=obstacle.reply,
        )


def format_obstacle_message(lang: str, key: str, **blanks: object) -> str:
    """Return a sentence about obstacles in a language and fill the blanks."""
    place = "pipelines/messages/obstacle_messages.py, OBSTACLE_MESSAGES"
    return choose_text(find_entry(OBSTACLE_MESSAGES, key, place), lang).format(**blanks)
