"""Names known by their form: of the highlands, the Khmer, the Cham, and of rare families.

No list of families can hold them. Pure; reads the lists of words.
"""

import re

from expectations.privacy.given_names import is_given_name
from expectations.privacy.letters import CAPITAL

_HIGHLAND_FAMILIES = (
    "Chảo|Tẩn|Sồng|Xồng|Lỳ|Thền|Khoàng|Pờ|Lèng|Moong|Viềng|Chẩu|Cháng|Phàn|Chẻo|Lầu|Vừ|Giàng|"
    "Sùng|Thào|Hạng|Lò|Tráng|Sần|Phản"
)
_NAME_BY_FORM = re.compile(
    rf"(?<!\w)(?:(?:{_HIGHLAND_FAMILIES}) {CAPITAL}[^\W\d_]* {CAPITAL}[^\W\d_]*|"
    rf"(?:Cứ|Mùa|Hờ|Cầm|Cà|Đèo|Điêu|Già|Và|Má) (?:A|Y|Bá|Mí|Seo) {CAPITAL}[^\W\d_]*|"
    r"(?:Cil|Kơ Să|Liêng Jrang|Rơ Ông|Rơ Châm|Rơ Mah|Rơ Lan|Rah Lan|Kpă|Puih|Alăng|Zơ Râm|Arất|"
    r"Bhnướch|Pơ ?[Ll]oong|Tơ Ngôl|Chamaléa|Katơr|Pi Năng|Pinăng|Ksor|Siu|Rmah|N[eé][aá]ng|Chau)"
    rf" {CAPITAL}[^\W\d_]*(?: {CAPITAL}[^\W\d_]*)?|"
    rf"(?:Công (?:Tằng|Huyền) )?Tôn Nữ {CAPITAL}[^\W\d_]*(?: {CAPITAL}[^\W\d_]*)?|"
    rf"{CAPITAL}[^\W\d_]* (?:Mùi|Mẩy|Láo|Seo|Nhìa|Sẻo) {CAPITAL}[^\W\d_]*|"
    rf"Y (?!(?i:tế|sĩ|sỹ|học|tá|dược|khoa|đức|cụ)(?!\w)){CAPITAL}[^\W\d_]+(?: {CAPITAL}[^\W\d_]*)?|"
    rf"{CAPITAL}[^\W\d_]* (?:Niê|Mlô|Êban|Kbuôr|Byă|Ayun|Adrơng|Hđơk|Ktla|Ênuôl|Kđăm|Buôn Yă)|"
    r"(?:Danh|Thạch|Kim|Sơn|Châu|Kiên|Lâm|Trà|Chau|Tăng) (?:Sà|Sơ|Sa|Sô|So|Si|Som|Sươl|Srây|Srey|"
    rf"Rây|Rinh|Phi|Ri|Pi|Mô|Na|Chanh|Chanl|Vuth|Thươl|Hên|Đa) {CAPITAL}[^\W\d_]*|"
    rf"{CAPITAL}[^\W\d_]{{1,3}}['’][^\W\d_]+ {CAPITAL}[^\W\d_]*(?: {CAPITAL}[^\W\d_]*)?)(?!\w)"
)
_PLAIN_NAME_BY_FORM = re.compile(
    r"(?<!\w)(?:Vang|Sung|Giang|Thao|Lau|Vu|Hang|Mua|Ly|Lo|Cu|Phan|Trang|Ho) A [A-Z][a-z]+(?!\w)|"
    r"(?<!\w)[A-Z][a-z]+ (?:Mui|Seo) [A-Z][a-z]+(?!\w)"
)
_FORM_HINT = re.compile(rf"{CAPITAL}[^\W\d_]*(?:['’][^\W\d_]+)? {CAPITAL}")
"""Two capitalised words: every name known by its form begins so."""
_KHMER_WOMAN = re.compile(
    r"(?:^|[,;:(/-] ?)(Thị (?!(?:Trường|Xã)(?!\w))"
    rf"({CAPITAL}[^\W\d_]*(?: {CAPITAL}[^\W\d_]*)?))(?!\w)"
)
# Families that are usual words too: a name only with usual given names behind them.
_RARE_FAMILY = re.compile(
    r"(?<!\w)(?:Mã|Lư|Chế|Nhữ|Kha|Giáp|Tăng|Phí|Tiêu|Thân|Lục|Tôn|Ông|Cung|Diệp|Kim|Danh|Thiều|"
    r"Viên|Bạch|Cấn|Chử|Đới|Hàn|Kỷ|Khương|Khúc|Lăng|Liêu|Lỗ|Nhâm|Ngụy|Phù|Sái|Sầm|Thẩm|Tiết|Trà|"
    rf"Từ|Ung|Đàng|Trượng|Âu|Bành|Biện|Hình|Lều|Nhan|Tào|Trang|Tưởng|Uông|Vòng|Ngân|Châu) "
    rf"({CAPITAL}[^\W\d_]+ {CAPITAL}[^\W\d_]+)(?! ?{CAPITAL})"
)


def find_spans_by_form(text: str) -> list[tuple[int, int]]:
    """Find the places of names that their form gives away: start and end of each."""
    if not _FORM_HINT.search(text):
        return []
    if text.isascii():
        return [match.span() for match in _PLAIN_NAME_BY_FORM.finditer(text)]
    spans = [match.span() for match in _NAME_BY_FORM.finditer(text)]
    spans += [m.span(1) for m in _KHMER_WOMAN.finditer(text) if is_given_name(m[2])]
    return spans + [m.span() for m in _RARE_FAMILY.finditer(text) if is_given_name(m[1])]
