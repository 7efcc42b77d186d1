"""CSV and YAML to rows with line numbers; a fault is collected with its line and remedy."""

from datetime import date

import pytest
from pydantic import BaseModel, ConfigDict

from warehouse.catalogue.row_reader import (
    RawRow,
    extract_lines,
    read_csv,
    read_yaml,
    validate_row,
)


@pytest.fixture
def write(tmp_path):
    """Return a function that writes a file of this name and returns its path."""

    def write_file(name, text):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write_file


class Day(BaseModel):
    model_config = ConfigDict(extra="forbid")
    day: date
    number: int = 0


class Week(BaseModel):
    days: list[Day]


class TestCsv:
    def read(self, write, text):
        faults = []
        rows = read_csv(write("rows.csv", text), faults)
        return [(row.line, row.fields) for row in rows], faults

    def test_rows_have_their_line_and_the_header_is_line_one(self, write):
        rows, faults = self.read(write, "a,b\n1,2\n3,4\n")
        assert rows == [(2, {"a": "1", "b": "2"}), (3, {"a": "3", "b": "4"})]
        assert faults == []

    @pytest.mark.parametrize("text", ["\ufeffa,b\r\n1,2\r\n", "a,b\n1,2"])
    def test_a_mark_of_excel_and_its_line_ends_do_not_matter(self, write, text):
        assert self.read(write, text) == ([(2, {"a": "1", "b": "2"})], [])

    def test_a_quoted_cell_may_hold_a_comma(self, write):
        assert self.read(write, 'a,b\n"1,5",2\n')[0] == [(2, {"a": "1,5", "b": "2"})]

    @pytest.mark.parametrize("row", ["1", "1,2,3"])
    def test_a_row_of_another_width_is_a_fault_and_its_id_is_lost(self, write, row):
        rows, (fault,) = self.read(write, f"a,b\n8,9\n{row}\n")
        assert [line for line, _ in rows] == [2]
        assert (fault.file_name, fault.line, fault.missing_id) == ("rows.csv", 3, "1")
        assert "ngoặc kép / quote a cell" in fault.remedy

    @pytest.mark.parametrize(("sign", "name"), [(";", "«;»"), ("\t", "Tab")])
    def test_another_delimiter_is_named_and_no_row_is_read(self, write, sign, name):
        rows, (fault,) = self.read(write, f"a{sign}b\n1{sign}2\n")
        assert rows == []
        assert (fault.line, name in fault.description) == (1, True)

    def test_a_semicolon_beside_commas_is_no_delimiter(self, write):
        assert self.read(write, "a;c,b\n1,2\n") == ([(2, {"a;c": "1", "b": "2"})], [])

    def test_an_empty_file_has_no_row_and_no_fault_of_its_own(self, write):
        assert self.read(write, "") == ([], [])

    def test_another_encoding_is_a_fault_with_the_remedy_of_excel(self, write):
        rows, (fault,) = self.read(write, "a,b\n1,2\n".encode("utf-16"))
        assert rows == []
        assert "UTF-8" in fault.description
        assert "CSV UTF-8" in fault.remedy

    def test_a_missing_file_is_a_fault(self, tmp_path):
        faults = []
        assert read_csv(tmp_path / "none.csv", faults) == []
        assert "không có tệp này / there is no such file" in faults[0].description


class TestYaml:
    def read(self, write, text):
        faults = []
        path = write("rows.yaml", text)
        document = read_yaml(path, faults)
        items = document if isinstance(document, list) else [document]
        return [extract_lines(item, path, faults) for item in items], faults

    def test_a_mapping_knows_its_line_and_those_of_its_parts(self, write):
        text = "# a note\nname: x\nparts:\n  - p: 1\n  - p: 2\n    q:\n      r: 3\n"
        (row,), faults = self.read(write, text)
        assert (row.line, faults) == (2, [])
        assert row.fields == {"name": "x", "parts": [{"p": 1}, {"p": 2, "q": {"r": 3}}]}
        assert row.find_line(("parts", 0)) == 4
        assert row.find_line(("parts", 1)) == 5
        assert row.find_line(("parts", 1, "q")) == 7

    def test_a_part_without_a_line_has_the_line_of_what_is_around_it(self, write):
        (row,), _ = self.read(write, "name: x\nparts:\n  - p: 1\n")
        assert row.find_line(("parts", 0, "p")) == 3
        assert row.find_line(("parts", 7)) == row.find_line(("name",)) == row.line == 1
        assert RawRow(9, {}).find_line(("parts", 0)) == 9

    def test_each_item_of_a_list_is_a_row(self, write):
        rows, _ = self.read(write, "- a: 1\n- a: 2\n")
        assert [(row.line, row.fields) for row in rows] == [(1, {"a": 1}), (2, {"a": 2})]

    def test_a_field_that_stands_twice_is_a_fault_at_its_second_line(self, write):
        faults = []
        assert read_yaml(write("rows.yaml", "a: 1\nb: 2\na: 3\n"), faults) is None
        assert (faults[0].line, "a có hai lần / a stands twice" in faults[0].description) == (
            3,
            True,
        )

    def test_the_same_field_in_two_mappings_is_none(self, write):
        assert self.read(write, "- a: 1\n- a: 1\n")[1] == []

    def test_a_tab_and_any_other_slip_have_remedies_of_their_own(self, write):
        faults = []
        read_yaml(write("tab.yaml", "a:\n\tb: 1\n"), faults)
        read_yaml(write("colon.yaml", "a: b: 1\n"), faults)
        assert [(f.file_name, f.line) for f in faults] == [("tab.yaml", 2), ("colon.yaml", 1)]
        assert "thay Tab bằng dấu cách" in faults[0].remedy
        assert "dấu hai chấm" in faults[1].remedy

    @pytest.mark.parametrize("text", ["", "# only a note\n"])
    def test_an_empty_document_is_a_fault(self, write, text):
        faults = []
        assert read_yaml(write("rows.yaml", text), faults) is None
        assert "tệp trống / the file is empty" in faults[0].description

    def test_another_encoding_is_a_fault_without_the_remedy_of_excel(self, write):
        faults = []
        read_yaml(write("rows.yaml", "a: ê\n".encode("utf-16")), faults)
        assert faults[0].remedy == "lưu lại ở UTF-8 / save it in UTF-8"

    @pytest.mark.parametrize("text", ["- 5\n", "- just words\n", "- [1, 2]\n"])
    def test_an_item_that_is_no_mapping_is_a_fault(self, write, text):
        (row,), (fault,) = self.read(write, text)
        assert row.fields == {}
        assert "không phải một mục có tên trường" in fault.description

    def test_no_tag_of_yaml_makes_an_object(self, write):
        faults = []
        assert read_yaml(write("rows.yaml", "a: !!python/name:os.system\n"), faults) is None
        assert len(faults) == 1


class TestValidation:
    def validate(self, model, fields, lines=None):
        faults = []
        row = RawRow(5, fields, lines or {})
        return validate_row(model, row, "rows.yaml", faults), faults

    def test_a_valid_row_is_its_model(self):
        assert self.validate(Day, {"day": "2023-05-01", "number": "7"}) == (
            Day(day=date(2023, 5, 1), number=7),
            [],
        )

    def test_every_fault_of_a_row_is_collected(self):
        model, faults = self.validate(Day, {"day": "x", "number": "y", "more": 1})
        assert model is None
        assert [(f.line, f.description.split(":")[0]) for f in faults] == [
            (5, "day"),
            (5, "number"),
            (5, "more"),
        ]

    def test_a_fault_of_a_part_has_the_line_of_the_part(self):
        fields = {"days": [{"day": "2023-05-01"}, {"day": "x"}]}
        _, (fault,) = self.validate(Week, fields, {("days", 0): 6, ("days", 1): 8})
        assert (fault.line, fault.description.split(":")[0]) == (8, "days.1.day")

    def test_faults_of_one_kind_in_one_column_share_their_kind(self):
        kinds = [
            self.validate(Day, fields)[1][0].kind
            for fields in ({"day": "x"}, {"day": "y"}, {"day": "2023-05-01", "number": "y"})
        ]
        assert kinds[0] == kinds[1] != kinds[2]

    @pytest.mark.parametrize(
        ("fields", "description", "remedy"),
        [
            ({}, "day: thiếu trường này / is missing", "thêm trường day / add the field day"),
            (
                {"day": "2023-05-01", "dy": 1},
                "dy: không có trường này / is no field",
                "bỏ hoặc sửa tên trường dy / remove or rename the field dy",
            ),
            (
                {"day": "2023-05-01", "number": "7,5"},
                "number: «7,5» không phải số nguyên / is not a whole number",
                "sửa giá trị của number / correct the value of number",
            ),
            (
                {"day": "1/9/2023"},
                "day: «1/9/2023» không phải ngày dạng 2026-11-28 / is not written as 2026-11-28",
                "ghi 2023-09-01; trong Excel, định dạng cột là yyyy-mm-dd rồi lưu lại / write "
                "2023-09-01; in Excel, format the column as yyyy-mm-dd and save again",
            ),
        ],
    )
    def test_a_fault_says_what_is_wrong_and_what_to_do(self, fields, description, remedy):
        _, (fault,) = self.validate(Day, fields)
        assert (fault.description, fault.remedy) == (description, remedy)
