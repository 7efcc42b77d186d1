"""The texts of the consolidated workbook: Vietnamese as an office writes it, English beside.

Texts only: the sheets are written by `tables_workbook`. May call the floors below.
"""

MARK_MEANINGS = (
    ("[x]", "Chưa có số: báo cáo chưa nhận, hoặc ô để trống.", "Not available: not reported."),
    ("[z]", "Không áp dụng: đơn vị ghi như vậy.", "Not applicable, as the unit stated."),
    (
        "[p]",
        "Tạm tính: còn thiếu báo cáo của kỳ; con số sẽ thay đổi.",
        "Provisional: reports of the period are missing.",
    ),
    (
        "[r]",
        "Đã đính chính: một báo cáo sau thay số đã gửi trước.",
        "Revised: a later report replaced the figure sent first.",
    ),
    (
        "[h]",
        "Đầu mối đính chính: con số không phải như báo cáo ghi; xem «chiso explain».",
        "Corrected by the hub: not the number that the report says; see `chiso explain`.",
    ),
    (
        "[c]",
        "Không chuyển ra ngoài: số đếm nhỏ về người dễ bị tổn thương.",
        "Confidential: a small count about vulnerable people; not to be passed on.",
    ),
    (
        "[b]",
        "Chỗ gãy: đơn vị chấm dứt trong kỳ, số không cộng vào địa bàn cuối kỳ.",
        "Break: the unit ended within the period; the figure is in no total.",
    ),
)
NOTES = (
    (
        "Cộng theo thời gian: số phát sinh được cộng; số hiện có và số lũy kế lấy số cuối cùng.",
        "Over time a flow adds up; of a stock or a year-to-date figure the last value stands.",
    ),
    (
        "Cột của địa bàn là tổng các đơn vị còn tồn tại cuối kỳ; số phát sinh gồm cả đơn vị đã "
        "chấm dứt trong kỳ.",
        "An area's column adds up the units living at the end; flows of ended units are included.",
    ),
    (
        "«Đơn vị đã báo cáo»: số đơn vị có báo cáo được chấp nhận trên số đơn vị phải báo cáo.",
        "«Đơn vị đã báo cáo»: units with an accepted report, of the units that owe one.",
    ),
    (
        "Với chỉ tiêu có/không, số của đơn vị hiện Có hoặc Không, số của địa bàn là số đơn vị Có.",
        "Of a yes/no element a unit shows Có or Không, an area the number of units with Có.",
    ),
    (
        "Dấu đứng sau con số chỉ là cách hiện; giá trị của ô vẫn là số, cộng và lọc được.",
        "A mark behind a figure is its display only; the cell holds the number.",
    ),
    (
        "Danh mục chỉ tiêu là của cơ quan, không phải nguyên văn QĐ 29/QĐ-BLĐTBXH.",
        "The list of elements is the office's own, not the text of QĐ 29/QĐ-BLĐTBXH.",
    ),
)
COVER_SHEET, CONTENTS_SHEET, NOTES_SHEET = "Bìa", "Mục lục", "Ghi chú"
TITLE = ("BẢNG TỔNG HỢP SỐ LIỆU BÁO CÁO", "Consolidated tables of the reports")
OFFICE_ONLY = (
    "TÀI LIỆU CỦA CƠ QUAN: có số đếm chính xác, không chuyển cho người ngoài.",
    "Office material with exact counts; not to be passed on.",
)
SYNTHETIC = "DỮ LIỆU GIẢ LẬP – KHÔNG PHẢI SỐ LIỆU THẬT / SYNTHETIC DATA"
NO_AREA_TOTAL = (
    "[b] Địa bàn thay đổi trong kỳ: không có số tổng. / The area changed within the period: there "
    "is no total."
)
ALL_REPORTED = "Đã nhận đủ {owed} báo cáo. / All {owed} reports are in."
SOME_MISSING = (
    "Đã nhận {accepted}/{owed} báo cáo. Còn thiếu: {missing}. / {accepted} of {owed} reports are "
    "in; those named are missing."
)
MARKS_ARE_EXPLAINED = (
    "Dấu sau con số: xem trang «Ghi chú». / The marks behind a figure are explained in «Ghi chú»."
)
