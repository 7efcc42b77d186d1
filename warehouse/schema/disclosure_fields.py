"""The fields of disclosure control: counts, decisions and reasons.

Part of the dictionary in `fields`, under the same rule: a name has one meaning in every table.
May import only `field`.
"""

from warehouse.schema.field import Field
from warehouse.schema.field import restrict_values as _restrict_values

READERS = ("public", "unit", "addressee", "office")
"""The classes of readers: each may see what the classes before it see. The addressee of the report
upward sees exact counts, for official use."""
CELL_STATES = ("shown", "suppressed", "exact")
HIDE_REASONS = ("small", "protects", "correction", "frozen", "unexplained", "row")

DISCLOSURE_FIELDS: dict[str, Field] = {
    "cell_state": Field(
        "VARCHAR",
        "được công bố (shown), bị che (suppressed), hay số gốc của đơn vị (exact)",
        "shown, suppressed, or the count that a unit reported (exact)",
        _restrict_values("cell_state", CELL_STATES),
    ),
    "count_family": Field(
        "VARCHAR",
        "nhóm chỉ tiêu được bảo vệ cùng nhau, gọi theo một chỉ tiêu của nhóm",
        "elements that are protected together, named after one of them",
    ),
    "count_value": Field("BIGINT", "số đếm", "the count"),
    "counted": Field(
        "VARCHAR",
        "chỉ tiêu được đếm, biểu.chỉ tiêu; tổng của nhiều chỉ tiêu nối bằng +",
        "element counted, form.element; a sum of elements is joined by +",
    ),
    "hide_reason": Field(
        "VARCHAR",
        "vì sao bị che: số nhỏ, che cho số khác, do bản sửa, năm đã khóa, sổ không khớp, hay do "
        "cùng dòng với số bị che",
        "why it is hidden: small, to protect another, because of a correction, in a closed year, "
        "because the ledger does not explain it, or beside a hidden count",
        _restrict_values("hide_reason", HIDE_REASONS),
    ),
    "is_new": Field(
        "BOOLEAN",
        "khác với lần công bố trước",
        "differs from the last publication of family and year",
    ),
    "is_safe": Field(
        "BOOLEAN",
        "kiểm tra cho thấy không người đọc nào suy ra số nhỏ",
        "the audit found no reader who can narrow a small count down",
    ),
    "built_sequence": Field(
        "BIGINT",
        "số thứ tự dòng nhật ký cuối cùng mà lần công bố dựa vào",
        "number of the last journal entry that the publication rests on",
    ),
    "submission_count": Field(
        "INTEGER",
        "số dòng của raw.submissions khi công bố; sổ chỉ thêm, nên nói đủ những dòng nào",
        "rows of raw.submissions at the publication; the register is append-only, so the count "
        "says which rows",
    ),
    "hold_decision_count": Field(
        "INTEGER",
        "số dòng của raw.hold_decisions khi công bố",
        "rows of raw.hold_decisions at the publication",
    ),
    "catalogue_hash": Field("VARCHAR", "danh mục, theo mã băm", "the catalogue, by its hash"),
    "code_hash": Field("VARCHAR", "mã băm của chương trình", "the code, by its hash"),
    "program_version": Field("VARCHAR", "phiên bản chương trình", "version of the program"),
    "table_versions": Field(
        "VARCHAR",
        "mã băm nội dung từng bảng đã công bố, dạng JSON",
        "the hash of the content of each published table, in JSON",
    ),
    "publication": Field("INTEGER", "số thứ tự lần công bố", "number of the publication"),
    "published_at": Field("TIMESTAMPTZ", "lúc công bố", "time of the publication"),
    "reader": Field(
        "VARCHAR",
        "lớp người đọc: mọi người (public), đơn vị (unit), nơi nhận báo cáo (addressee), văn phòng "
        "(office)",
        "class of readers: everybody, a unit, the addressee of the report upward, the office",
        _restrict_values("reader", READERS),
    ),
    "suppressed": Field(
        "BOOLEAN",
        "bị che để bảo vệ người được đếm",
        "hidden to protect the people counted",
    ),
}
