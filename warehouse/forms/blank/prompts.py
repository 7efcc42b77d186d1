"""The messages of a cell to the person at the form: the prompt, and the refusal of a bad entry.

Builds xlsxwriter's options for data validation, within Excel's limits of length.
"""

from typing import Any

from warehouse.catalogue import Element
from warehouse.catalogue.bounds import accepts_zero
from warehouse.forms.blank.live_checks import NO, YES, LiveChecks, build_condition, state_rule

NATURE_PROMPTS = {
    "flow": "Phát sinh trong kỳ",
    "stock": "Hiện có đến cuối kỳ",
    "cumulative": "Lũy kế từ đầu năm",
}
"""The Vietnamese description of each nature."""

_MAX_TITLE_LENGTH, _MAX_MESSAGE_LENGTH, _MAX_FORMULA_LENGTH = 32, 255, 255


def build_validation(checks: LiveChecks, element: Element) -> dict[str, Any]:
    """Build the data validation of one element's cell."""
    common_options = {
        "input_title": _shorten_text(f"ĐVT: {element.unit}", _MAX_TITLE_LENGTH),
        "input_message": _build_prompt(checks, element),
        "error_title": "Số liệu chưa đúng",
        "error_message": _shorten_text(_build_refusal(checks, element), _MAX_MESSAGE_LENGTH),
    }
    if element.is_yes_no:
        return {"validate": "list", "source": [YES, NO], **common_options}
    formula = f"={build_condition(checks.form, element, checks.cells[element.element])}"
    # Beyond Excel's limit the live check remains; a cut formula would break the file.
    if len(formula) > _MAX_FORMULA_LENGTH:
        return {"validate": "any", **common_options}
    return {"validate": "custom", "value": formula, **common_options}


def state_relations(checks: LiveChecks, element: Element) -> list[str]:
    """Describe the relations of an element with the rest of the form, in Vietnamese."""
    lines_by_element = {line.element.element: line for line in checks.lines if line.element}
    relations = []
    if element.part_of and element.parts_are:
        whole = lines_by_element[element.part_of]
        if element.parts_are == "some":
            relations.append(f"Không lớn hơn dòng {whole.number}")
        else:
            relations.append(f"Một phần của dòng {whole.number}")
    if parts := checks.form.list_parts(element.element, "all"):
        part_numbers = ", ".join(lines_by_element[p.element].number for p in parts)
        relations.append(f"Bằng tổng các dòng {part_numbers}")
    return relations


def _build_prompt(checks: LiveChecks, element: Element) -> str:
    sentences = [NATURE_PROMPTS[element.nature], *state_relations(checks, element)]
    if element.is_money:
        sentences.append("Ghi đủ đồng")
    if not element.required:
        sentences.append("Được để trống nếu không theo dõi")
    if element.sensitive:
        sentences.append("Chỉ ghi số lượng, không ghi tên người")
    asks_zero = accepts_zero(element) and not element.is_yes_no
    ending = ". ".join(["", *sentences, "Không có thì ghi 0." if asks_zero else ""]).strip()
    return _shorten_text(element.name_vi, _MAX_MESSAGE_LENGTH - len(ending)) + ending


def _build_refusal(checks: LiveChecks, element: Element) -> str:
    signs = ", ".join(f"«{sign}»" for sign in checks.form.marks.not_applicable)
    sign_hint = f" Không áp dụng thì ghi {signs}." if signs and not element.is_yes_no else ""
    return (
        f"{state_rule(element)}, không viết «khoảng», «hơn», đơn vị tính hay dấu chấm.{sign_hint}"
    )


def _shorten_text(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
