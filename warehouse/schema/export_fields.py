"""The fields of the files that people carry away, of the dictionary in `fields`.

May import only `field`.
"""

from warehouse.schema.field import Field, restrict_values

EXPORT_KINDS = ("report_word", "report_pdf", "report_annex", "tables", "unit_sheet", "notebook")

EXPORT_FIELDS: dict[str, Field] = {
    "addressee": Field(
        "VARCHAR",
        "nơi nhận theo programme.yaml, hoặc đơn vị; trống là không có",
        "addressee of programme.yaml, or the unit; null without one",
    ),
    "export_kind": Field(
        "VARCHAR",
        "loại tệp: báo cáo Word, PDF, phụ lục, bảng tổng hợp, phiếu của đơn vị, sổ tay",
        "kind of file: the report as Word or PDF, its annex, the tables, a unit's sheet, a "
        "notebook",
        restrict_values("kind", EXPORT_KINDS),
    ),
    "export_number": Field(
        "INTEGER", "tệp mang đi thứ mấy", "number of the file, from 1", "export_number >= 1"
    ),
    "exported_at": Field("TIMESTAMPTZ", "lúc viết tệp", "when the file was written"),
    "exported_by": Field(
        "VARCHAR",
        "tài khoản trên máy của người viết; số của tài khoản nếu tên là dữ liệu cá nhân",
        "account on the machine of whoever wrote it; its number if the name is personal data",
    ),
    "exported_file_name": Field(
        "VARCHAR", "tên tệp, không có thư mục", "name of the file, without the folder"
    ),
    "exported_period": Field(
        "VARCHAR",
        "kỳ của tệp, như 2023-Q2; trống là tệp của nhiều kỳ, như sổ tay",
        "period of the file, such as 2023-Q2; null for a file of many periods, as of a notebook",
    ),
    "is_sent": Field(
        "BOOLEAN", "cán bộ nói bản này đã gửi (--sent)", "the officer said that it was sent"
    ),
}
