"""The fields of the corrections by the hub.

Part of the dictionary in `fields`, under the same rule: a name has one meaning in every table.
May import only `field`.
"""

from warehouse.schema.field import Field

CORRECTION_FIELDS: dict[str, Field] = {
    "applies": Field(
        "BOOLEAN",
        "báo cáo ghi đúng số mà đính chính chờ đợi, nên đính chính có tác dụng với nó",
        "the report says the expected number, so the correction takes effect on it",
    ),
    "because_of_corrections": Field(
        "VARCHAR",
        "các đính chính của đầu mối có trong khoảng ấy mà con số dựa vào, nhiều nhất năm",
        "the corrections by the hub made in between that the figure rests on, at most five",
    ),
    "correction": Field(
        "INTEGER",
        "số của đính chính mà từ đó có giá trị này; trống: số của báo cáo",
        "number of the correction by the hub since which the value holds; null: the report's own",
    ),
    "corrected_value": Field(
        "BIGINT",
        "số đúng theo đầu mối; trống: bỏ đính chính trước, số của báo cáo có hiệu lực lại",
        "the number that holds instead; null undoes the corrections before: the report's own "
        "number holds again",
    ),
    "correction_count": Field(
        "INTEGER",
        "số dòng của raw.corrections khi công bố",
        "rows of raw.corrections at the publication",
    ),
    "correction_reason": Field("VARCHAR", "vì sao đính chính", "why the number is corrected"),
    "correction_source": Field(
        "VARCHAR",
        "căn cứ: văn bản, cuộc gọi, sổ gốc",
        "source: a document, a call, the original register",
    ),
    "ended_at": Field(
        "TIMESTAMPTZ",
        "lúc một đính chính sau của cùng con số thay nó; trống: là dòng sau cùng",
        "when a later correction of the same number took its place; null: it is the latest",
    ),
    "expected_number": Field(
        "BIGINT",
        "số mà báo cáo phải đang ghi; báo cáo ghi số khác thì đính chính không có tác dụng",
        "what the report must say; of a report that says another number nothing is corrected",
    ),
    "first_publication": Field(
        "INTEGER",
        "số của lần công bố đầu tiên có đính chính này; trống: lần này là lần đầu",
        "number of the first publication with the correction; null: this one is the first",
    ),
    "made_at": Field("TIMESTAMPTZ", "lúc đính chính", "when the correction was made"),
    "made_by": Field(
        "VARCHAR", "tài khoản trên máy của người đính chính", "account of the person on the machine"
    ),
    "reported": Field("BIGINT", "số trong ô của báo cáo", "the number in the report's cell"),
}
