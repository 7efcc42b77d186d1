"""The notes, obstacles and proposals that some invented offices write.

Harmless words and their draws only; `demo_inbox` types them into our form. May call `chance`.
"""

from collections.abc import Mapping

from pipelines.demo import chance

NOTES = (
    "Số liệu tính theo sổ theo dõi của đơn vị.",
    "Tăng do có đợt tuyên truyền cao điểm trong kỳ.",
    "Giảm vì trùng kỳ nghỉ Tết.",
    "Đã đối chiếu với bộ phận chuyên môn.",
    "Có điều chỉnh địa bàn theo kế hoạch của quận.",
)
OBSTACLES = (
    "Kinh phí tuyên truyền cấp chậm so với kế hoạch.",
    "Cán bộ kiêm nhiệm nhiều việc, chưa được tập huấn.",
    "Cơ sở kinh doanh hay đổi chủ, khó lập danh sách.",
    "Tờ rơi, pa nô đã cũ, chưa có mẫu mới.",
)
PROPOSALS = (
    "Đề nghị quận tập huấn kỹ năng tuyên truyền cho cán bộ phường.",
    "Đề nghị cấp bổ sung tờ rơi và tài liệu.",
    "Đề nghị tổ chức kiểm tra liên ngành sớm hơn trong quý.",
)
_NOTE_SHARE, _OBSTACLE_SHARE = 0.12, 0.08


def draw_notes(seed: int, unit: str, period: str, elements: list[str]) -> Mapping[str, str]:
    """Draw a note beside one figure of a few reports."""
    rng = chance.seed_generator(seed, "note", unit, period)
    if not elements or rng.random() >= _NOTE_SHARE:
        return {}
    return {rng.choice(elements): rng.choice(NOTES)}


def draw_obstacles(seed: int, unit: str, period: str) -> Mapping[str, str]:
    """Draw an obstacle of a few reports, and often a proposal beside it."""
    rng = chance.seed_generator(seed, "obstacle", unit, period)
    if rng.random() >= _OBSTACLE_SHARE:
        return {}
    obstacles = {"obstacle_1": rng.choice(OBSTACLES)}
    return obstacles | ({"proposal_1": rng.choice(PROPOSALS)} if rng.random() < 0.6 else {})
