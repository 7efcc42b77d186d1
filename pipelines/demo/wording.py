"""How offices word the same thing: their own name, a period, a number, the letters themselves.

Text in, text out. `typed` places the text on a sheet. May call `warehouse`.
"""

import unicodedata

from warehouse.catalogue import Catalogue, Unit
from warehouse.periods import Grain, Period
from warehouse.text import fold

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_NEW_PAIRS = ("òa óa ỏa õa ọa", "òe óe ỏe õe ọe", "ùy úy ủy ũy ụy")
_OLD_PAIRS = ("oà oá oả oã oạ", "oè oé oẻ oẽ oẹ", "uỳ uý uỷ uỹ uỵ")
_TONES = tuple(
    (case(new), case(old))
    for news, olds in zip(_NEW_PAIRS, _OLD_PAIRS, strict=True)
    for new, old in zip(news.split(), olds.split(), strict=True)
    for case in (str.lower, str.upper, str.title)
)
_MONTH = ("tháng {m:02d} năm {y}", "tháng {m}/{y}", "Tháng {m} năm {y}", "tháng {m:02d}/{y}")
_QUARTER = ("Quý {r}/{y}", "quý {n}/{y}", "quý {r} năm {y}", "Quý {n} năm {y}")
_HALF_YEAR = ("6 tháng {half} năm {y}", "06 tháng {half} năm {y}")


def roman(number: int) -> str:
    """Return a section's number, 1 to 10, as a Roman numeral."""
    return _ROMAN[number - 1]


def old_tones(text: str) -> str:
    """Place tones as older typists do: Hoà, luỹ."""
    for new, old in _TONES:
        text = text.replace(new, old)
    return text


def decomposed(text: str) -> str:
    """Split the letters into base and marks (NFD), as some machines save them."""
    return unicodedata.normalize("NFD", text)


def dotted(number: int) -> str:
    """Write a number as typed by hand: thousands dots, and a zero before a lone digit."""
    return f"{number:02d}" if 0 <= number < 10 else f"{number:,}".replace(",", ".")


def period_words(period: Period, wording: int) -> str:
    """Write a period in a wording of real reports; any number picks a wording."""
    y, n, m = period.year, period.number, period.last_month
    match period.grain:
        case Grain.MONTH:
            return _MONTH[wording % 4].format(m=m, y=y)
        case Grain.QUARTER:
            return _QUARTER[wording % 4].format(r=roman(n), n=n, y=y)
        case Grain.HALF_YEAR:
            half = "đầu" if n == 1 else "cuối"
            return _HALF_YEAR[wording % 2].format(half=half, y=y)
        case Grain.NINE_MONTHS:
            return f"9 tháng đầu năm {y}"
        case Grain.YEAR:
            return f"năm {y}"


def own_name(catalogue: Catalogue, unit: Unit, wording: int) -> str:
    """Return the office's name on the letterhead: `UBND PHƯỜNG ...`, `... QUẬN DƯƠNG KINH`.

    A unit uses its alias when its plain name belongs to another unit.
    """
    names = [name for name in (unit.name_vi, *unit.aliases) if "(" not in name]
    name = names[0]
    if fold(name).split()[0] in ("phuong", "xa", "thi"):
        return f"{('UBND', 'ỦY BAN NHÂN DÂN')[wording % 2]} {name}".upper()
    parent = catalogue.units.get(unit.parent or "")
    district = parent.name_vi if parent else ""
    if district and fold(name).endswith(" " + fold(district).split()[0]):
        name = name.rsplit(" ", 1)[0] + " " + district
    return name.upper()


def short_name(unit: Unit) -> str:
    """Return the name on a sheet tab or in a file name: without the kind of unit."""
    name = next(n for n in (unit.name_vi, *unit.aliases) if "(" not in n)
    kind, _, own = name.partition(" ")
    return own if fold(kind) in ("phuong", "xa") else name


def file_name(unit: Unit, period: Period, habit: int) -> str:
    """Return an office's name for the file, without the ending; `habit` picks the wording."""
    own, words = short_name(unit), period_words(period, habit).replace("/", "-")
    match habit % 3:
        case 0:
            return unicodedata.normalize("NFC", f"Báo cáo {words} - {own}")
        case 1:
            return f"{fold(own).upper()} {period.code}"
        case _:
            return f"BC {fold(words)} {fold(own).title()}"
