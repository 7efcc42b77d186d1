"""The claim of every rule in words for officers: Vietnamese first, English beside.

Phrases only: `rules`, `relations` and `series` decide which rules a form has, and
`expectation_page` writes the claims on one page. May call warehouse.
"""

from collections.abc import Mapping

from expectations.intake.rules import BETWEEN_MULTIPLES, PARTS_SUFFIX, Rule
from warehouse.catalogue import Form
from warehouse.catalogue.phrases import BilingualPhrase, format_vietnamese_number
from warehouse.entries import fill_blanks, find_entry
from warehouse.language import LANGUAGES, choose_text

INTAKE_CLAIMS: Mapping[str, BilingualPhrase] = {
    "E-MISS-001": (
        "có ghi số hoặc ký hiệu, không để trống",
        "filled in with a figure or a sign, not left empty",
    ),
    "E-MISS-002": ("có ít nhất một số hoặc ký hiệu", "some figure or sign is filled in"),
    "E-NEG-001": ("không âm", "not negative"),
    "E-RANGE-001": ("{range}", "{range}"),
    "W-RANGE-001": ("thường {range}", "usually {range}"),
    "E-PART-001": ("không quá «{other}»", "at most «{other}»"),
    "E-SUM-001": ("bằng tổng các phần: {parts}", "equal to the sum of its parts: {parts}"),
    "W-CUMULATIVE-001": (
        "lũy kế không thấp hơn kỳ trước trong năm",
        "year to date, not lower than the period before",
    ),
}
"""By code: the claim about a row of a new report. `wording` has the claims of relations."""

SERIES_CLAIMS: Mapping[str, tuple[str, BilingualPhrase]] = {
    "W-OUTLIER-001": (
        "ExpectMulticolumnValuesToBeWithinRowLimits",
        (
            "Mỗi số liệu nằm trong khoảng thường gặp của chính đơn vị, tính từ ít nhất năm báo "
            "cáo khác của đơn vị; số đang xét không tự làm chuẩn cho mình.",
            "Every figure lies within the usual range of the unit, calculated from at least five "
            "other reports of the unit; the tested figure is not part of its own range.",
        ),
    ),
    "W-COPY-001": (
        "ExpectColumnValuesToBeInSet",
        (
            "Báo cáo không giống hệt, từng số một, một báo cáo trước của đơn vị; báo cáo có ít số "
            "phát sinh thì giống nhau là thường.",
            "A report does not equal, figure for figure, an earlier report of the unit; reports "
            "with few events may be equal by chance.",
        ),
    ),
    "W-EMPTY-001": (
        "ExpectColumnValuesToBeInSet",
        (
            "Báo cáo có phát sinh, khi hầu hết các báo cáo khác của đơn vị đều có.",
            "A report has some event, if nearly all other reports of the unit have one.",
        ),
    ),
    "N-HEAP-001": (
        "ExpectColumnValuesToBeBetween",
        (
            "Trong một năm, các số từ 10 trở lên không tận cùng bằng 0 hoặc 5 nhiều hơn hẳn mức "
            "ngẫu nhiên.",
            "Within a year, figures from 10 up do not end in 0 or 5 far more often than by chance.",
        ),
    ),
    "W-CUMULATIVE-001": (
        "ExpectColumnPairValuesAToBeGreaterThanB",
        (
            "Số lũy kế không thấp hơn báo cáo trước trong năm, xét trên số đang có hiệu lực.",
            "A year-to-date figure is not lower than in the earlier report of the year; the values "
            "in force are compared.",
        ),
    ),
    "W-JUMP-001": (
        "ExpectColumnValuesToBeBetween",
        (
            "Số hiện có cuối kỳ không thay đổi đột ngột; mức cho phép ghi ở từng biểu.",
            "A stock does not change suddenly; each form states the limit of the change.",
        ),
    ),
    "W-TOTAL-001": (
        BETWEEN_MULTIPLES,
        (
            "Số của đơn vị khớp với tổng báo cáo của các đơn vị khác; các cặp ghi ở từng biểu.",
            "An office's figure agrees with the sum of other offices' reports; each form "
            "lists the pairs.",
        ),
    ),
}
"""By code: the expectation of a nightly check over values in force, and the claim."""


def format_intake_claim(form: Form, rule: Rule) -> BilingualPhrase:
    """Return the claim of an intake rule in both languages, without the name of the row."""
    phrases = find_entry(INTAKE_CLAIMS, rule.code, "expectations/intake/claims.py, INTAKE_CLAIMS")
    place = "expectations/intake/claims.py, _collect_claim_values"
    vi, en = (
        fill_blanks(phrase, _collect_claim_values(form, rule, lang), place)
        for phrase, lang in zip(phrases, LANGUAGES, strict=True)
    )
    return vi, en


def _range(form: Form, rule: Rule, lang: str) -> str:
    least = rule.arguments.get("min_value")
    most = format_vietnamese_number(rule.arguments["max_value"])
    unit = form.get_element(rule.element).unit
    if least is None:
        return choose_text((f"không quá {most} {unit}", f"at most {most}"), lang)
    least = format_vietnamese_number(least)
    return choose_text((f"từ {least} đến {most} {unit}", f"from {least} to {most}"), lang)


def _collect_claim_values(form: Form, rule: Rule, lang: str) -> dict[str, str]:
    claim_values = {}
    if rule.arguments.get("max_value") is not None:
        claim_values["range"] = _range(form, rule, lang)
    if rule.other == rule.element + PARTS_SUFFIX:
        parts = form.list_parts(rule.element, "all")
        claim_values["parts"] = "; ".join(f"«{part.get_name(lang)}»" for part in parts)
    elif rule.code == "E-PART-001" and rule.other:
        claim_values["other"] = form.get_element(rule.other).get_name(lang)
    return claim_values
