"""A faulty report goes back one night, and moves aside in the night in which it is mended."""

from datetime import timedelta

from tests.pipelines import nights
from tests.sent import RECEIVED, new_home, schools, send


def test_what_went_back_moves_aside_when_the_mended_report_is_taken_in(tmp_path):
    nights.warm_up()
    home = new_home(tmp_path / "home")
    send(home.inbox_folder / "bc.xlsx", schools(schools_with_activity=99))
    assert nights.night(home).code == 0
    returned = {path.name for path in home.returned_folder.iterdir()}
    assert {name.rsplit(".", 1)[1] for name in returned} == {"xlsx", "docx"}

    send(home.inbox_folder / "bc.xlsx", schools(), at=RECEIVED + timedelta(days=1))
    assert nights.night(home).code == 0
    assert [path.name for path in home.returned_folder.iterdir()] == ["mended"]
    assert {path.name for path in home.mended_folder.iterdir()} == returned
