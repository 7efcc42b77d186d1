"""The messages of a cell to the person at the form: the prompt, and the refusal of a bad entry.

Builds xlsxwriter's options for data validation, within Excel's limits of length.
"""

from typing import Any

from warehouse.catalogue import Element
from warehouse.catalogue.bounds import accepts_zero
from warehouse.forms.rules import NO, YES, LiveChecks, accepts, rule_words

NATURES = {
    "flow": "Phát sinh trong kỳ",
    "stock": "Hiện có đến cuối kỳ",
    "cumulative": "Lũy kế từ đầu năm",
}
"""The Vietnamese description of each nature."""

_TITLE, _MESSAGE, _FORMULA = 32, 255, 255


def validation(sheet: LiveChecks, element: Element) -> dict[str, Any]:
    """Build the data validation of one element's cell."""
    common = {
        "input_title": _fit(f"ĐVT: {element.unit}", _TITLE),
        "input_message": _prompt(sheet, element),
        "error_title": "Số liệu chưa đúng",
        "error_message": _fit(_refusal(sheet, element), _MESSAGE),
    }
    if element.is_yes_no:
        return {"validate": "list", "source": [YES, NO], **common}
    formula = f"={accepts(sheet.form, element, sheet.cells[element.element])}"
    # Beyond Excel's limit the live check remains; a cut formula would break the file.
    if len(formula) > _FORMULA:
        return {"validate": "any", **common}
    return {"validate": "custom", "value": formula, **common}


def relation_words(sheet: LiveChecks, element: Element) -> list[str]:
    """Describe the relations of an element with the rest of the form, in Vietnamese."""
    numbers = {line.element.element: line for line in sheet.table if line.element}
    words = []
    if element.part_of and element.parts_are:
        whole = numbers[element.part_of]
        if element.parts_are == "some":
            words.append(f"Không lớn hơn dòng {whole.number}")
        else:
            words.append(f"Một phần của dòng {whole.number}")
    if parts := sheet.form.parts(element.element, "all"):
        listed = ", ".join(numbers[p.element].number for p in parts)
        words.append(f"Bằng tổng các dòng {listed}")
    return words


def _prompt(sheet: LiveChecks, element: Element) -> str:
    tail = [NATURES[element.nature], *relation_words(sheet, element)]
    if element.is_money:
        tail.append("Ghi đủ đồng")
    if element.sensitive:
        tail.append("Chỉ ghi số lượng, không ghi tên người")
    asks_zero = accepts_zero(element) and not element.is_yes_no
    after = ". ".join(["", *tail, "Không có thì ghi 0." if asks_zero else ""]).strip()
    return _fit(element.name_vi, _MESSAGE - len(after)) + after


def _refusal(sheet: LiveChecks, element: Element) -> str:
    signs = ", ".join(f"«{sign}»" for sign in sheet.form.marks.not_applicable)
    where = f" Không áp dụng thì ghi {signs}." if signs and not element.is_yes_no else ""
    return f"{rule_words(element)}, không viết «khoảng», «hơn», đơn vị tính hay dấu chấm.{where}"


def _fit(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
