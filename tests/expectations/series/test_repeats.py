"""Reports that equal an earlier report of the unit are found; others are not."""

from tests.panels import drawn_panel, list_signals, places

CODE = "W-COPY-001"
SENT = """
unit | period  | sessions | participants | supported
# last year's report once more
A    | 2022-Q1 | 463      | 9100         | 0
A    | 2022-Q2 | 512      | 9950         | 3
A    | 2023-Q1 | 463      | 9100         | 0
# the report before once more, and again
B    | 2022-Q1 | 31       | 1347         | 2
B    | 2022-Q2 | 31       | 1347         | 2
B    | 2022-Q3 | 31       | 1347         | 2
# one figure differs
C    | 2022-Q1 | 31       | 1347         | 2
C    | 2022-Q2 | 31       | 1347         | 1
# quiet reports are alike by nature, and round numbers say little
D    | 2022-Q1 | 0        | 0            | 0
D    | 2022-Q2 | 0        | 0            | 0
E    | 2022-Q1 | 2        | 60           | 0
E    | 2022-Q2 | 2        | 60           | 0
F    | 2022-Q1 | 300      | 9000         | 0
F    | 2022-Q2 | 300      | 9000         | 0
# another unit's figures are another's
G    | 2022-Q3 | 463      | 9100         | 0
# what is not there is alike too
H    | 2022-Q1 | 463      | 9100         |
H    | 2022-Q2 | 463      | 9100         |
H    | 2022-Q3 | 463      | 9100         | 0
"""
NAMES = {
    "sessions": "comm_sessions",
    "participants": "comm_participants",
    "supported": "people_supported",
}
PANEL = drawn_panel("mass_organisation", SENT, **NAMES)


def test_a_report_equal_to_an_earlier_one_is_to_verify():
    signal_places = places("mass_organisation", PANEL, CODE)
    assert signal_places == ["A 2023-Q1", "B 2022-Q2", "B 2022-Q3", "H 2022-Q2"]


def test_it_names_the_report_that_was_copied():
    names = {
        s.submission: s.message_values["earlier"]
        for s in list_signals("mass_organisation", PANEL, CODE)
    }
    assert names["A 2023-Q1"] == "Quý I/2022"
    assert names["B 2022-Q3"] == "Quý II/2022"


def test_every_element_is_compared_before_a_report_is_called_a_copy():
    sent = """
    unit | period  | sessions | participants | reached | establishments
    # all is equal
    A    | 2022-01 | 463      | 9137         | 731     | 25
    A    | 2022-02 | 463      | 9137         | 731     | 25
    # the figure of the year to date went on
    B    | 2022-01 | 463      | 9137         | 731     | 25
    B    | 2022-02 | 463      | 9137         | 804     | 25
    # a stock changed
    C    | 2022-01 | 463      | 9137         | 731     | 25
    C    | 2022-02 | 463      | 9137         | 731     | 26
    """
    panel = drawn_panel(
        "ward",
        sent,
        sessions="comm_sessions",
        participants="comm_participants",
        reached="workers_reached",
        establishments="establishments",
    )
    assert places("ward", panel, CODE) == ["A 2022-02"]
