"""How offices word the same thing: their own name, a period, a number, the letters themselves.

Text in, text out. `typed_workbook` places the text on a sheet. May call `warehouse`.
"""

import unicodedata

from warehouse.catalogue import Catalogue, Unit
from warehouse.periods import Grain, Period
from warehouse.text import fold_text

_SECTION_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_NEW_TONES = ("òa óa ỏa õa ọa", "òe óe ỏe õe ọe", "ùy úy ủy ũy ụy")
_OLD_TONES = ("oà oá oả oã oạ", "oè oé oẻ oẽ oẹ", "uỳ uý uỷ uỹ uỵ")
_TONE_PAIRS = tuple(
    (case(new), case(old))
    for news, olds in zip(_NEW_TONES, _OLD_TONES, strict=True)
    for new, old in zip(news.split(), olds.split(), strict=True)
    for case in (str.lower, str.upper, str.title)
)
_MONTH_WORDINGS = (
    "tháng {m:02d} năm {y}",
    "tháng {m}/{y}",
    "Tháng {m} năm {y}",
    "tháng {m:02d}/{y}",
)
_QUARTER_WORDINGS = ("Quý {r}/{y}", "quý {n}/{y}", "quý {r} năm {y}", "Quý {n} năm {y}")
_HALF_YEAR_WORDINGS = ("6 tháng {half} năm {y}", "06 tháng {half} năm {y}")


def format_section_number(number: int) -> str:
    """Return a section's number, 1 to 10, as a Roman numeral."""
    return _SECTION_NUMERALS[number - 1]


def apply_old_tones(text: str) -> str:
    """Place tones as older typists do: Hoà, luỹ."""
    for new, old in _TONE_PAIRS:
        text = text.replace(new, old)
    return text


def decompose_text(text: str) -> str:
    """Split the letters into base and marks (NFD), as some machines save them."""
    return unicodedata.normalize("NFD", text)


def format_hand_typed_number(number: int) -> str:
    """Write a number as typed by hand: thousands dots, and a zero before a lone digit."""
    return f"{number:02d}" if 0 <= number < 10 else f"{number:,}".replace(",", ".")


def format_report_period(period: Period, phrasing: int) -> str:
    """Write a period in a wording of real reports; any number picks a wording."""
    y, n, m = period.year, period.number, period.last_month
    match period.grain:
        case Grain.MONTH:
            return _MONTH_WORDINGS[phrasing % 4].format(m=m, y=y)
        case Grain.QUARTER:
            return _QUARTER_WORDINGS[phrasing % 4].format(r=format_section_number(n), n=n, y=y)
        case Grain.HALF_YEAR:
            half = "đầu" if n == 1 else "cuối"
            return _HALF_YEAR_WORDINGS[phrasing % 2].format(half=half, y=y)
        case Grain.NINE_MONTHS:
            return f"9 tháng đầu năm {y}"
        case Grain.YEAR:
            return f"năm {y}"


def format_letterhead_name(catalogue: Catalogue, unit: Unit, phrasing: int) -> str:
    """Return the office's name on the letterhead: `UBND PHƯỜNG ...`, `... QUẬN DƯƠNG KINH`.

    A unit uses its alias when its plain name belongs to another unit.
    """
    names = [name for name in (unit.name_vi, *unit.aliases) if "(" not in name]
    name = names[0]
    if fold_text(name).split()[0] in ("phuong", "xa", "thi"):
        return f"{('UBND', 'ỦY BAN NHÂN DÂN')[phrasing % 2]} {name}".upper()
    parent = catalogue.units.get(unit.parent or "")
    district = parent.name_vi if parent else ""
    if district and fold_text(name).endswith(" " + fold_text(district).split()[0]):
        name = name.rsplit(" ", 1)[0] + " " + district
    return name.upper()


def shorten_unit_name(unit: Unit) -> str:
    """Return the name on a sheet tab or in a file name: without the kind of unit."""
    name = next(n for n in (unit.name_vi, *unit.aliases) if "(" not in n)
    kind, _, bare_name = name.partition(" ")
    return bare_name if fold_text(kind) in ("phuong", "xa") else name


def format_report_file_name(unit: Unit, period: Period, habit: int) -> str:
    """Return an office's name for the file, without the ending; `habit` picks the wording."""
    bare_name, period_text = (
        shorten_unit_name(unit),
        format_report_period(period, habit).replace("/", "-"),
    )
    match habit % 3:
        case 0:
            return unicodedata.normalize("NFC", f"Báo cáo {period_text} - {bare_name}")
        case 1:
            return f"{fold_text(bare_name).upper()} {period.code}"
        case _:
            return f"BC {fold_text(period_text)} {fold_text(bare_name).title()}"
