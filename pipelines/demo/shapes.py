"""How each figure of the shipped forms behaves: level, trend, season, and dependence.

A table, not a programme. All of it is invented; `draws` turns a shape into a number.
"""

from dataclasses import dataclass
from types import MappingProxyType

STEADY = (1.0,) * 12
CAMPAIGN = (0.9, 0.55, 1.0, 1.05, 1.15, 1.35, 1.25, 1.0, 1.0, 1.05, 1.2, 1.1)
"""Communication by month: quiet over Tết, highest in the summer campaign."""
ENFORCEMENT = (1.25, 0.6, 0.95, 1.0, 1.05, 1.1, 1.1, 1.0, 0.95, 1.0, 1.05, 1.15)
"""Inspection by month: a peak before Tết, a dip over Tết."""
CLOSURE_FACTORS = MappingProxyType({(2021, month): 0.5 for month in range(5, 10)})
"""Factors for the months in which the epidemic reduced seasonal work."""


@dataclass(frozen=True, slots=True)
class Level:
    """An independent figure: the mean per month (for a stock: at a time) in a unit of size 1.

    `lapse_risk` is the probability of an empty quarter at the start; `pace_element` is the flow
    that a cumulative cannot outgrow.
    """

    mean: float
    growth: float = 0.05
    season: tuple[float, ...] = STEADY
    step: int = 1
    scales_with_size: bool = True
    lapse_risk: float = 0.0
    pace_element: str | None = None


@dataclass(frozen=True, slots=True)
class Proportion:
    """A part of another figure, from the share `first_share` to `last_share` over the years."""

    base_element: str
    first_share: float
    last_share: float
    spread: float = 0.03
    step: int = 1
    pace_element: str | None = None


@dataclass(frozen=True, slots=True)
class Multiple:
    """An amount for each unit of another figure: zero with the figure, at least `step` for each."""

    base_element: str
    rate: float
    growth: float = 0.03
    step: int = 1


@dataclass(frozen=True, slots=True)
class ExclusivePart:
    """An exclusive part of a whole, by weight."""

    weight: float


@dataclass(frozen=True, slots=True)
class Remainder:
    """A share of the difference between two figures."""

    base_element: str
    deduction: str
    share: float


@dataclass(frozen=True, slots=True)
class Switch:
    """No until a month of the year, then yes; the month comes earlier each year."""

    first_month: int


@dataclass(frozen=True, slots=True)
class Cases:
    """The district's criminal cases; they reach this office `lag_months` months after opening."""

    lag_months: int = 0


Shape = Level | Proportion | Multiple | ExclusivePart | Remainder | Switch | Cases

SHAPES: dict[str, dict[str, Shape]] = {
    "ward": {
        "comm_sessions": Level(3.2, 0.07, CAMPAIGN),
        "comm_participants": Multiple("comm_sessions", 42),
        "loudspeaker_broadcasts": Level(11, 0.05, CAMPAIGN),
        "online_posts": Level(5, 0.2, CAMPAIGN),
        "leaflets_distributed": Multiple("comm_sessions", 90, -0.03, step=10),
        "comm_forms_maintained": Level(4.2, 0.06, scales_with_size=False, lapse_risk=0.1),
        "plan_in_force": Switch(3),
        "integrated_programmes": Level(2.6, 0.12, scales_with_size=False),
        "establishments": Level(52, 0.03),
        "establishments_lodging": ExclusivePart(18),
        "establishments_restaurant_karaoke": ExclusivePart(22),
        "establishments_massage": ExclusivePart(10),
        "establishments_bar": ExclusivePart(2),
        "establishments_rental": ExclusivePart(30),
        "establishments_other": ExclusivePart(18),
        "establishment_workers": Multiple("establishments", 3.1, 0.01),
        "establishment_workers_female": Proportion("establishment_workers", 0.62, 0.6),
        "workers_reached": Proportion(
            "establishment_workers", 0.44, 0.82, 0.06, pace_element="comm_participants"
        ),
        "commitments_signed": Proportion("establishments", 0.6, 0.93, 0.05),
        "inspection_visits": Level(4.4, 0.08, ENFORCEMENT),
        "inspection_visits_planned": ExclusivePart(70),
        "inspection_visits_unannounced": ExclusivePart(30),
        "establishments_inspected": Proportion(
            "establishments", 0.17, 0.48, 0.04, pace_element="inspection_visits"
        ),
        "visits_with_violation": Proportion("inspection_visits", 0.22, 0.13),
        "establishments_fined": Proportion("visits_with_violation", 0.7, 0.75),
        "fines_amount": Multiple("establishments_fined", 8_500_000, 0.04, step=500_000),
        "establishments_suspended": Proportion("establishments_fined", 0.1, 0.06),
        "at_risk_unemployed_women": Level(14, -0.06),
        "at_risk_unemployed_youth": Level(18, -0.05),
        "vocational_training": Level(1.1, 0.06),
        "job_placements": Level(1.6, 0.07),
        "loans_granted": Level(0.8, 0.05),
        "loans_amount": Multiple("loans_granted", 45_000_000, 0.03, step=1_000_000),
        "volunteers": Level(12, 0.05),
    },
    "police": {
        "tips_received": Level(9, 0.02, ENFORCEMENT),
        "tips_verified": Proportion("tips_received", 0.85, 0.98),
        "tips_classified": Proportion("tips_received", 0.9, 0.99),
        "tips_resolved_on_time": Proportion("tips_received", 0.92, 1.01, 0),
        "tips_resolved_late": Remainder("tips_received", "tips_resolved_on_time", 0.7),
        "tips_pending": Level(1.6, -0.1),
        "raids": Level(3.4, 0.05, ENFORCEMENT),
        "rings_dismantled": Proportion("raids", 0.12, 0.1),
        "hotspots": Level(9, -0.12),
        "violators": Multiple("raids", 4.1, 0.01),
        "violators_sellers": ExclusivePart(43),
        "violators_buyers": ExclusivePart(37),
        "violators_harbouring": ExclusivePart(7),
        "violators_brokering": ExclusivePart(9),
        "violators_other_roles": ExclusivePart(4),
        "sellers_under_18": Proportion("violators_sellers", 0.05, 0.02, 0),
        "administrative_sanctions": Proportion("violators", 0.9, 0.86),
        "criminal_cases": Cases(),
        "criminal_accused": Multiple("criminal_cases", 1.6, 0),
        "trafficking_cases": Proportion("criminal_cases", 0.06, 0.04, 0),
        "child_cases": Proportion("criminal_cases", 0.05, 0.03, 0),
    },
    "procuracy": {
        "cases_prosecuted": Cases(2),
        "accused_prosecuted": Multiple("cases_prosecuted", 1.6, 0),
    },
    "court": {
        "cases_accepted": Cases(3),
        "cases_tried": Proportion("cases_accepted", 0.84, 0.97),
        "defendants_tried": Multiple("cases_tried", 1.6, 0),
        "mobile_trials": Proportion("cases_tried", 0.12, 0.1),
    },
    "health": {
        "exam_workers_due": Level(170, 0.04),
        "exam_workers_done": Proportion("exam_workers_due", 0.72, 0.95),
        "sti_tests": Level(32, 0.05),
        "sti_positive": Proportion("sti_tests", 0.085, 0.055, 0),
        "hiv_tests": Level(38, 0.06),
        "hiv_positive": Proportion("hiv_tests", 0.014, 0.008, 0),
        "harm_reduction_clients": Level(3.4, 0.08, CAMPAIGN),
        "condoms_distributed": Level(480, 0.05, step=10),
        "counselling_sessions": Level(26, 0.06),
        "referrals": Level(4, 0.08),
    },
    "inspection_team": {
        "team_members": Level(11, 0),
        "inspection_visits": Level(4.5, 0.06, ENFORCEMENT),
        "inspection_visits_planned": ExclusivePart(55),
        "inspection_visits_unannounced": ExclusivePart(45),
        "establishments_inspected": Level(2.6, 0.06, pace_element="inspection_visits"),
        "visits_with_violation": Proportion("inspection_visits", 0.3, 0.2),
        "establishments_warned": Proportion("visits_with_violation", 0.25, 0.3),
        "establishments_fined": Proportion("visits_with_violation", 0.6, 0.65),
        "fines_amount": Multiple("establishments_fined", 11_000_000, 0.04, step=500_000),
        "establishments_suspended": Proportion("establishments_fined", 0.1, 0.08),
        "files_to_police": Proportion("visits_with_violation", 0.1, 0.08),
    },
    "culture": {
        "news_items": Level(4, 0.06, CAMPAIGN),
        "radio_broadcasts": Level(20, 0.03, CAMPAIGN),
        "posters": Level(12, 0.02, CAMPAIGN),
        "culture_venues_inspected": Level(5, 0.05, ENFORCEMENT),
        "tourism_venues_inspected": Level(3, 0.05, ENFORCEMENT),
        "violations_found": Proportion("culture_venues_inspected", 0.16, 0.1),
    },
    "justice": {
        "legal_sessions": Level(1.3, 0.06, CAMPAIGN),
        "legal_participants": Multiple("legal_sessions", 62),
        "documents_reviewed": Level(0.6, 0.02),
    },
    "education": {
        "schools": Level(6, 0),
        "schools_with_activity": Proportion("schools", 0.75, 1.3),
        "students": Level(4200, 0.02),
        "students_reached": Proportion("students", 0.62, 1.45, 0.02),
        "school_sessions": Level(0.9, 0.08, CAMPAIGN),
    },
    "finance": {
        "budget_allocated": Level(420_000_000, 0.06, step=5_000_000),
        "budget_spent": Proportion("budget_allocated", 0.93, 0.985, 0.01, step=500_000),
        "funds_mobilised": Level(4_500_000, 0.1, CAMPAIGN, step=500_000),
    },
    "social_affairs": {
        "officials": Level(86, 0.02),
        "officials_trained": Proportion(
            "officials", 0.7, 1.25, 0.03, pace_element="training_participants"
        ),
        "training_classes": Level(0.75, 0.04, CAMPAIGN),
        "training_participants": Multiple("training_classes", 30),
        "support_clients": Level(5, 0.06),
        "documents_reviewed": Level(0.5, 0.02),
    },
    "mass_organisation": {
        "comm_sessions": Level(1.6, 0.06, CAMPAIGN),
        "comm_participants": Multiple("comm_sessions", 45),
        "clubs": Level(4, 0.05),
        "people_supported": Level(0.4, 0.06),
        "oversight_activities": Level(0.3, 0.05),
    },
}
"""By form and element; an element without an entry gets a shape from its declaration."""
