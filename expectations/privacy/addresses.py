"""Home addresses without a name: a house number with its street, alley or neighbourhood.

Rules only. Offices, businesses and public places have addresses too, and those are no evidence.
The texts are folded before (`letters.fold_letters`). May call warehouse.
"""

import re
from collections.abc import Iterator

from expectations.privacy.digits import restore_zeros
from expectations.privacy.letters import CAPITAL, SMALL, fold_letters
from expectations.privacy.name_lists import is_namesake
from expectations.privacy.person_names import find_person_names

_NUMBER = r"\d+[a-z]?\d?(?: ?/ ?\d+(?:bis|[a-z])?)*"
_SLASHED = r"\d+[a-z]?(?: ?/ ?\d+(?:bis|[a-z])?)+"
_NEIGHBOURHOODS = (
    r"dan pho\W*(?:$|[;.)]|(?:co mo hinh|da to chuc|duoc|to chuc|tham gia|duy tri|thuc hien|"
    r"dang ky|dat chuan|van hoa)(?!\w))"
)
"""Behind «6/9 tổ»: so many of so many neighbourhoods, and no house."""
_ALLEY = r"(?:ngo|ngach|hem|kiet|cu xa)"
_STREET = (
    rf"(?:{_ALLEY}|duong|pho|to|tdp|thon|xom|ap|khu|kp|buon|quoc lo|ql|tinh lo|lo|khu pho|"
    r"phuong|p\.|xa|day|tang)"
)
_NOT_BEHIND = "".join(
    f"(?<!{word} )"
    for word in ("pho", "to", "tdp", "khu", "thon", "ap", "doi", "phuong", "quan", "duong")
) + "".join(f"(?<!{word} )" for word in ("truong", "non", "bieu", "luc", "mau", "chi", "hoi"))
_HOUSE_ADDRESS = re.compile(
    rf"(?<!\w)(?:so nha|nha so|sn|nha o so|dia chi so|nha rieng so)\W{{0,2}}{_NUMBER}(?!\w)|"
    rf"(?<!\w)(?<!\d ){_NOT_BEHIND}(?:so|nha) {_NUMBER},?\s?-?\s?{_STREET}(?!\w)|"
    rf"(?<!\w)(?:o|tru tai|tru|ngu|nha)(?: tai)? so {_NUMBER}\W{{1,3}}[a-z]|"
    rf"(?<!\w){_ALLEY} {_NUMBER},?\W{{0,3}}(?:so(?: nha)?|nha(?: so)?) {_NUMBER}(?!\w)|"
    rf"(?<![\w/]){_SLASHED},? (?:{_ALLEY}|duong|pho|thon|xom|ap|to|kp|khu tap the) "
    rf"?(?!{_NEIGHBOURHOODS})\w|"
    rf"(?<![\w/])\d+[a-z],? (?:{_ALLEY}|duong|pho|xom) \w|"
    rf"(?<!\w)(?<!hem )(?<!ngo )(?<!ngach )(?<!kiet )(?:so )?{_NUMBER},? {_ALLEY} {_NUMBER}|"
    r"(?<!\w)(?:dia chi|cho o|noi o|dc|"
    r"d/c)(?!\w)[^.;\d\n]{0,25}(?<!to )(?<!phuong )\d+[a-z]?(?:/\d+)* (?!khu|nguoi|ho |phong|can |"
    r"nha|co |truong|luot|vu |noi|diem)[a-z]|"
    r"(?<!\w)[kh]\d+/\d+|"
    rf"(?<!\w)(?:(?:thuong|tam|hien|noi cu) tru|tan nha)\W{{1,3}}(?:{_SLASHED}|\d+[a-z](?!\w)|"
    rf"\d+,? (?:(?:{_ALLEY}|duong|pho|khu|lo) |(?:ap|to|thon|xom|kp|khom) \d))|"
    rf"(?<!\w)(?:ve )?o (?:voi|cung|nho) [^.;\d\n]{{0,20}}{_NUMBER},? (?:duong|pho|{_ALLEY}) |"
    r"(?<!\w)s\.? ?nha \d|(?<!\w)ngh?\. ?\d+\W{1,3}ng\. ?\d|"
    r"(?<!\w)(?:thuong|tam) tru\W{1,3}(?:to|khom|ap|thon|xom|kp|tdp) ?\d|"
    rf"(?<!\w)(?:tam tru|o) tai [^.;\d\n]{{0,30}}so {_SLASHED}|"
    r"(?<!\w)(?:o|tai|tan|ve) \d+[a-z]? (?:to|tdp|kp|khu|ap|thon|xom) \d|"
    r"(?<!\w)(?:o|tai|tan|ve) \d{2,}[a-z]? duong (?:so )?\d|"
    r"(?<!\w)nha (?:chau|chi|anh|em|me|bn|nan nhan)(?!\w)[^.;\d\n]{0,40}, so \d+\W{0,2}$|"
    r"(?<!\w)lo [a-z]\d{0,2}[-.]\d{1,3} (?:kdt|kdc|khu)(?!\w)|"
    r"(?<!\w)lo \d{1,3}[a-z]?,? (?:khu (?:tdc|tai dinh cu|dau gia|do thi|dan cu)|kdt|kdc|"
    r"tdc)(?!\w)|"
    rf"(?<!\w){_ALLEY} {_SLASHED}(?!\w)|"
    rf"(?<!\w){_ALLEY} {_NUMBER},? [a-z ]{{2,25}},? so(?: nha)? \d|"
    r"(?<!\w)(?:to|tdp) \d+,? (?:cum|khu|xom) \d+\W{1,3}(?:so|nha(?: so)?) \d+|"
    r"(?<!\w)ngu (?:o|tai) [^.;\d\n]{0,15}\d|"
    rf"(?<!\w)(?:{_ALLEY}|thon|xom|ap|to|tdp) [^.;\n]{{1,30}}?(?<!\w)nha (?:thu (?:\d+|nhat|hai|"
    r"ba|tu|nam|sau)|(?:cuoi|dau) (?:day|ngo|hem|xom))(?!\w)|"
    r"(?<!\w)(?:(?:to|tdp|kp|khu) \d+[a-z]?|(?:thon|xom|ap) (?:\d+|[a-z]+(?: [a-z]+)?)),? "
    r"(?:[^.;\d\n]{0,20}, ?)?(?:so|nha(?: so)?) \d+[a-z]?(?:/\d+)*\W{0,2}(?:$|[,;)(])"
)
_ROOM = re.compile(
    r"(?<!\w)(?:phong|p\.?) ?\d+[a-z]?(?!\w).{0,14}(?:nha tro|day tro|xom tro|khu tro|toa|chung cu|"
    r"(?<!\w)cc|tap the|"
    r"ktx|ky tuc)|"
    r"(?:nha tro|day tro|khu tro|chung cu|(?<!\w)c/?c(?!\w)|tap the|(?<!\w)toa|ktx|ky tuc)"
    r"[^;]{0,45}?"
    r"(?<!\w)(?:phong|p\.?|can(?: ho)?)(?: so)? ?[a-z]?\d+|"
    r"(?<!\w)can(?: ho)?(?: so)? [a-z]?\d+[-.]\d+|(?<!\w)can(?: ho)?(?: so)? [a-z]?\d{2,4}\W.{0,12}"
    r"(?:chung cu|(?<!\w)cc(?!\w)|toa|block|lo|nha [a-z]\d)|(?<!\w)tro day \w{1,3},? phong \d|"
    r"(?<!\w)phong tro (?:so )?\d+|(?<!\w)can ho (?:so )?[a-z]{0,2}-?\d{4}(?!\d)|"
    r"(?<!\w)ch \d{3,4},? (?:toa|block|cc|chung cu)(?!\w)|"
    r"(?<!\w)\d{3,4} ct\d|(?<!\w)p ?\d{3,4} ?[-,] ?[a-z]\d{1,2}(?!\w)"
)
_NUMBER_BEFORE_NAME = re.compile(
    rf"(?:(?<![\w/])(?P<slashed>{_SLASHED})|(?<!\w)(?P<lead>so nha|nha so|nha|sn|so|o|tai|tru|tro|"
    rf"ve|"
    rf"(?<!\d )den|duong|tam tru|thuong tru|nguoi|can|:|,|^)\s?(?:so )?{_NUMBER})(?:,? (?:duong|"
    rf"pho))? $"
)
_NUMBER_AND_CAPITAL = re.compile(rf"\d[a-zA-Z]?,? (?:[đd]ường |[Pp]hố |duong |pho )?{CAPITAL}")
# A house is pointed at without a number: «cuối ngõ 12, nhà mái tôn», «xóm 3, nhà cạnh ông trưởng».
_LANE = r"(?<!\w)(?:ban|ngo|ngach|hem|kiet|xom|thon|ap|to|tdp|doi|kp|khu pho) (?:\d|[a-z])"
_LOOKS = (
    r"(?<!\d )(?<!\w)nha (?:(?:san|xay|go) )?(?:mai (?:ton|bang|ngoi)|cap 4|\d (?:tang|gian)|"
    r"mau(?! giao)|"
    r"cong(?! cong)|canh|doi dien|sau|gan|sat|ngay|thu (?:\d|nhat|hai|ba|tu|nam)|cuoi|"
    r"dau (?:day|ngo|hem|xom))(?!\w)"
)
_HOUSE_BY_ITS_LOOKS = re.compile(
    rf"{_LANE}[^.;\n]{{0,40}}?{_LOOKS}|{_LOOKS}[^.;\n]{{0,40}}?{_LANE}"
)
_LODGING_ROOM = re.compile(
    r"(?<!\w)(?:phong|p\.?|ph) ?(?:so )?\d+[a-z]?(?!\w).{0,14}(?:nha tro|day tro|khu tro|"
    r"phong tro)(?!\w)"
)
_LANDMARK = re.compile(
    r"(?<!\w)(?:doi dien|canh|gan|sat|sau|truoc|ben canh|qua|bao ve)(?: (?:cong|hong|tuong))? "
    r"(?:[a-z]+ ?){1,3}"
)
"""Whatever stands beside a home is not its owner: «nhà đối diện cổng trường»."""
# A home's street needs no fame: «hiện ở 24 Lạch Tray», «nhà chị: 7 Cầu Đất».
_HOME_BEFORE = (
    r"(?:(?:hien|dang|van|con|ve|cung|bi hai|nan nhan|doi tuong|chi|anh|chau|bn|ho) o|^o|, ?o|"
    r"(?:tam tru|thuong tru|ho khau)(?=\W{1,2}(?:so |\d+[a-z]?/|\d+[a-z](?!\w)))|"
    r"tru tai|(?<!tam )(?<!thuong )tru|ngu tai|ngu|don (?:den|ve|sang|qua)|"
    r"chuyen (?:den|ve|sang)(?: o)?|(?:tam|ngu|ghep) o|"
    r"(?:ngu|ghep|tam|nho) (?:o|tai)|(?:thue|tro) (?:tai|o)|thue nha|o tro(?: tai)?|o nho|cu ngu|"
    r"tai nha(?: rieng)?(?=\W)|"
    r"so(?= ?\d{1,4}[a-z]?(?:/\d{1,3})+,? )|(?:cho o|noi o)[^.;\n]{0,30}?[:,]|"
    r"(?:chau|chi|nan nhan|bn|em|con) ve(?: nha)?|ve o [^.;,\d]{0,20}tai|"
    r"nha (?:rieng|chi|anh|me|bo|ba|ong|ngoai|noi|chu|bac|co(?! so)|di|cau|chong|vo|bo me|"
    r"ong ba|nguoi quen|ban|cua|chau|em|bn|nan nhan)"
    r"[^.;\d]{0,20}[ :,](?:so|tai|o)?)"
)
_HOME_ON_STREET = re.compile(
    rf"(?<!\w){_HOME_BEFORE}\W{{0,2}}(?:so )?{_NUMBER},? (?:duong |pho )?(?=[a-z])"
)
_NO_STREET = (
    "phường|quận|xã|huyện|tỉnh|trường|trung tâm|trạm|hội|công an|ubnd|tổ|khu|nhà|người|hộ|cơ sở|"
    "tháng|ngày|năm|lần|giờ|phòng|tầng|trẻ|em|con|chị|anh|nhóm|đơn vị|điểm|địa điểm|thôn|xóm"
)
"""What is no street behind a number, in the letters of the text: «Phương Lưu» is one."""
_NO_STREET_TYPED = re.compile(rf"(?:{_NO_STREET})(?!\w)", re.IGNORECASE)
_NO_STREET_PLAIN = re.compile(rf"(?:{fold_letters(_NO_STREET)})(?!\w)", re.IGNORECASE)
_STREET_START = re.compile(rf"{CAPITAL}{SMALL}+ {CAPITAL}{SMALL}+")
_LODGING = re.compile(
    r"(?<!\w)(?:phong tro|nha tro|day tro|xom tro|o tro|thue tro|nha (?:me|bo|chi|anh|ba|ong|"
    r"nguoi quen|rieng|nan nhan)|dang o|hien o|thue o|ve o|o voi|o cung|o nho|chuyen ve|tam tru|"
    r"thuong tru)(?!\w)"
)
_PLAIN_STREET = re.compile(rf"(?<![\w/.]){_NUMBER},? (?:duong |pho )?([a-z]+(?: [a-z]+){{1,3}})")
_CAPITALISED_WORDS = re.compile(rf"(?<!\w){CAPITAL}\w*(?: {CAPITAL}\w*){{1,3}}")
_PUBLIC = re.compile(
    r"co so|karaoke|khach san|nha nghi|nha hang|massage|xoa bop|(?<!\w)(?:quan|ks|"
    r"nn)(?!\w)(?! khu)|"
    r"cong ty|doanh nghiep|tru so|dia diem|hoi truong|ubnd|truong(?! hop)|tram y te|nha van hoa|"
    r"spa|"
    r"nail|(?<!\w)bar(?!\w)|ca phe|cafe|hotel|shop|tiem|salon|goi dau|homestay|tuyen duong|"
    r"cac tuyen|"
    r"trung tam|benh vien|cua hang|kho (?:bac|hang)|ngan hang|chi nhanh|van phong|(?<!\w)cong an|"
    r"nha may|xuong|bien so|buu dien|chua(?= \w)|hop tac xa|htx|cau lac bo|clb|phong kham|ttyt|tyt|"
    r"(?<!\w)(?:bv|pk)\w{0,3}(?!\w)"
)
_PEOPLE = re.compile(
    r"(?<!\w)(?:nan nhan|doi tuong|dt|tru tai|thuong tru|tam tru|o tro|"
    r"thue tro|"
    r"nha rieng|ho khau|hktt|chu quan|chu co so|gia dinh|bi can|bi cao|bi hai|benh nhan|bn|"
    r"tiep vien|"
    r"thue o|(?:tham|den) ho|ve (?:lai )?nha|tan nha|doan vien|hoi vien|hoc sinh|hs|"
    r"nguoi (?:bi (?!hai)|benh|bao tin|ban dam|mua dam|nghien|to giac|vay))(?!\w)"
)
_PLAIN_BUSINESS = re.compile(r"(?<!\w)quan(?!\w)")
_WARD_NAME = re.compile(r"(?<!\w)(?:p\.?|phuong|xa|x\.|tt) quan(?= [a-z])")
_ADDRESS_FORM = re.compile(
    r"(?<!\w)(?:ông|bà|anh|chị|em|cháu|chú|bác|dì|cậu|mẹ|chồng|vợ)(?!\w)", re.IGNORECASE
)
_PLAIN_ADDRESS_FORM = re.compile(r"(?<!\w)(?:ong|ba|anh|chi|em|chau)(?!\w)", re.IGNORECASE)
_COUNT_OF_HOMES = re.compile(r"\d\s*(?:ho|nhan khau|truong hop|co so|luot|gia dinh)(?!\w)")
_GLUED_NUMBER = re.compile(r"(?<![a-z])(so|nha|sn|ngo|ngach|hem|kiet|to|tdp|thon|xom|ap|kp)(?=\d)")
_HINT = re.compile(rf"\d|{_LOOKS}")
_NEAR_BEFORE, _NEAR_BEHIND = 45, 30


def has_home_address(text: str, folded_text: str) -> bool:
    """Return whether a text holds the address of a home."""
    if not _HINT.search(folded_text):
        return False
    folded_text = restore_zeros(folded_text)
    if not text.isascii():  # in a text with accents, a business is «quán» alone
        folded_text = _PLAIN_BUSINESS.sub(
            lambda m: m[0] if text[m.start() : m.end()].lower() == "quán" else "----", folded_text
        )
    is_about_people = bool(
        _PEOPLE.search(folded_text)
        or (_PLAIN_ADDRESS_FORM.search(text) if text.isascii() else _ADDRESS_FORM.search(text))
    )
    if not is_about_people and _COUNT_OF_HOMES.search(folded_text):
        return False
    if _LODGING_ROOM.search(folded_text):
        return True
    return any(
        is_about_people or not _is_public(folded_text, start, end)
        for start, end in _find_addresses(text, folded_text)
    )


def _find_addresses(text: str, folded_text: str) -> Iterator[tuple[int, int]]:
    parted_text = _GLUED_NUMBER.sub(r"\1 ", folded_text)  # «so9 hem46», as in names of files
    for pattern in (_HOUSE_ADDRESS, _ROOM, _HOUSE_BY_ITS_LOOKS):
        yield from (match.span() for match in pattern.finditer(parted_text))
    for match in _HOME_ON_STREET.finditer(folded_text):
        no_street = _NO_STREET_PLAIN if text.isascii() else _NO_STREET_TYPED
        if _STREET_START.match(text, match.end()) and not no_street.match(text, match.end()):
            yield match.span()
    if _LODGING.search(folded_text):
        yield from (
            match.span()
            for match in _PLAIN_STREET.finditer(folded_text)
            if any(map(is_namesake, _list_beginnings(match[1])))
        )
    if not _NUMBER_AND_CAPITAL.search(text):
        return
    for start, end in _find_street_names(text):
        if number_match := _NUMBER_BEFORE_NAME.search(folded_text[:start]):
            yield number_match.start(), end


def _list_beginnings(name: str) -> list[str]:
    """List the beginnings of a name, of two words and more, the longest first."""
    words_of_name = name.split(" ")
    return [" ".join(words_of_name[:count]) for count in range(len(words_of_name), 1, -1)]


def _find_street_names(text: str) -> Iterator[tuple[int, int]]:
    """Find names that a street may bear: people of history, and any name of a person."""
    yield from ((name.start, name.end) for name in find_person_names(text))
    for match in _CAPITALISED_WORDS.finditer(text):
        street = next(filter(is_namesake, _list_beginnings(match[0])), None)
        if street:
            yield match.start(), match.start() + len(street)


def _is_public(folded_text: str, start: int, end: int) -> bool:
    """Return whether the words around an address speak of an office, a business, a public place."""
    surroundings = folded_text[max(0, start - _NEAR_BEFORE) : end + _NEAR_BEHIND]
    return bool(_PUBLIC.search(_LANDMARK.sub(" ", _WARD_NAME.sub(" ", surroundings))))
