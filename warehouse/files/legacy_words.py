"""Words of an old encoding and words of Unicode, told apart on a sheet that mixes both.

A letter that Vietnamese lacks shows the old encoding, a letter that the old encodings lack shows
Unicode; a word of neither is judged by the common words of official writing. May call nothing.
"""

import re

# Letters shown by the old encodings and absent from Vietnamese; Ð is often typed for Đ.
FOREIGN_LETTER = re.compile(r"[\u0080-\u00bfÄÅÆÇËÎÏÑÖØÛÜÞßäåæçëîïðñöøûüþÿ]")
# Vietnamese letters outside Latin-1, and combining tone marks: a sign of Unicode text.
UNICODE_LETTER = re.compile(
    r"[\u0102-\u0111\u0128-\u0129\u0168-\u0169\u01a0-\u01b0\u0300-\u0323\u1ea0-\u1ef9]"
)
# Also a capital within a word, and a sign of arithmetic: `tÊn` is tấn, `Ngh×n` is Nghìn.
_LEGACY_SIGN = re.compile(rf"{FOREIGN_LETTER.pattern}|(?<=[a-zß-ÿ])[À-Þ×÷]")
_SIGNS_ONLY = re.compile(rf"{FOREIGN_LETTER.pattern}{{2,}}")
_PLAIN_LETTER = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ]")
_WORD = re.compile(r"[^\W\d_]+")
_COMMON_TEXT = """
biến biết biểu buộc bài bàn bán báo bên bình bí bóp bấm bất bỏ bố bối bốn bộ chiếc chiếm
chiến chiếu chiều chuyển chuẩn chép chí chính chú chúng chấp chất chối chống chờ chừng chữ
cuối cuộc cà cài cá các cách cái cán cáo câu còn có công cùng cú cũ cũng cấp cộng cột cỡ cựu
dài dán dâm dân dây dòng dõi dù dùng dũng dấu dẫn dễ dụ dục dụng dừng dữ dự dựa dựng ghép
giá giác giám giáo giây giúp giấy giống giới giờ giữ giữa gì gõ gấp gốc gội gộp hiểu hoàn
huấn hàng hành hình hòa hòm hóa hôm hết hỏi hỏng hộ hội hộp khiếu khác khách khám khóa không
khẩu khỏe khớp kiến kiểm kiểu kèm kê ký kế kết kể kỳ liên liền luôn là làm lâu lên lô lúc lý
lũy lấy lớn lớp lời lựa lực mà màu máy mã mình mô môi mất mấy mẫu một mới mục nghiêm nghìn
nghề ngoài nguyên ngành ngày ngân ngũ ngẫu ngừa ngừng nhiên nhiêu nhiều nhà nháp nhân nhóm
nhất nhỏ nhớ những niên nào này nâng nén nên nêu nó nói nóng nô nếu nội nộp nữ nữa phiên phá
pháp phát phân phép phê phình phí phích phòng phông phù phúc phút phố phối phụ quyết quá
quân quét quý quốc riêng rà rôn rõ rất rộng soát sách sát số sống sự thiếu thoát thuê thuộc
thành tháng thêm thì thích thông thúc thấp thấy thế thể thống thời thụ thừa thực tiêu tiến
tiếng tiếp tiền toàn triển truyền trách trên trì trình trí trò trùng trú trễ trỏ trống trực
tuyên tài tác tâm tân tên tìm tình tính tòa tóc túy tất tế tố tốn tốt tội tới tờ tụ từ từng
tự viên viết và vài vào vì ví vùng vũ vấn vẫn về vốn với vụ xuất xác xây xã xét xóa xấu xếp
án áp âm ít ô ý ấy ẩn
"""
"""Common words of official writing that one reading or the other may have without a sign."""
_COMMON_WORDS = frozenset(_COMMON_TEXT.split())


def is_word(token: str) -> bool:
    """Return whether a token is a word, not a sign or a figure like `®` or `±5%`."""
    if token.isascii() or len(token) < 2:
        return False
    return bool(_PLAIN_LETTER.search(token) or _SIGNS_ONLY.fullmatch(token))


def has_legacy_sign(text: str) -> bool:
    """Return whether a text has a letter, or a letter in a place, that Vietnamese lacks."""
    return bool(_LEGACY_SIGN.search(text))


def has_legacy_word(text: str) -> bool:
    """Return whether a word of the text shows the old encoding."""
    return any(has_legacy_sign(token) and is_word(token) for token in text.split())


def has_unicode_letter(text: str) -> bool:
    """Return whether the text has a letter that the old encodings lack."""
    return bool(UNICODE_LETTER.search(text))


def count_common_words(text: str) -> int:
    """Count the words of a text that are common in official writing."""
    return sum(word in _COMMON_WORDS for word in _WORD.findall(text.lower()))
