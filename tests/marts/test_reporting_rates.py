"""Which reports are owed, which came, and which came in time."""

from datetime import date

import pytest

from assets.owed_reports import derive_owed_reports, query_owed_reports
from pipelines.reminders import list_reminders
from tests.spec import AFTER_ALL, catalogue, catalogue_in, catalogue_reporting_from, drawn
from warehouse.periods import parse_period_code

# May 2023 runs to Sunday 14 May; two working days after it is Tuesday 16 May.
SENT = """
submission | received            | unit        | period  | found     | comm_sessions

# on the last second of the due date, and on the second after it
a1         | 2023-05-16 23:59:59 | DK-DAPHUC   | 2023-05 |           | 3
b1         | 2023-05-17 00:00:00 | DK-HUNGDAO  | 2023-05 |           | 3

# in time, corrected late
c1         | 2023-05-15 08:00:00 | DK-ANHDUNG  | 2023-05 |           | 3
c2         | 2023-06-20 08:00:00 | DK-ANHDUNG  | 2023-05 |           | 4

# in time but faulty, mended late, and sent once more
d1         | 2023-05-15 08:00:00 | DK-HAITHANH | 2023-05 | E-NUM-001 | 3
d2         | 2023-05-20 08:00:00 | DK-HAITHANH | 2023-05 |           | 3
d3         | 2023-05-25 08:00:00 | DK-HAITHANH | 2023-05 |           | 3

# faulty and never mended
e1         | 2023-05-15 08:00:00 | DK-HOANGHIA | 2023-05 | E-NUM-001 | 3

# before the period was over
f1         | 2023-05-12 08:00:00 | DK-TANTHANH | 2023-05 |           | 3
"""


@pytest.fixture(scope="module")
def warehouse(warehouse_of):
    return warehouse_of(SENT)


def test_a_report_is_in_time_to_the_last_second_of_the_due_date_where_the_programme_runs(
    warehouse,
):
    warehouse.shows(
        "marts.reporting_rates",
        """
        unit       | period  | due_date   | received_at         | accepted | on_time | days_late
        DK-DAPHUC  | 2023-05 | 2023-05-16 | 2023-05-16 23:59:59 | yes      | yes     | 0
        DK-HUNGDAO | 2023-05 | 2023-05-16 | 2023-05-17 00:00    | yes      | no      | 1
        """,
    )


def test_the_day_of_a_report_is_that_of_the_catalogues_time_zone(warehouse_of):
    # Two in the morning of the 17th in Tokyo, seven in the evening of the 16th in Paris.
    warehouse_of(SENT, stated=catalogue_in("Asia/Tokyo")).shows(
        "marts.reporting_rates",
        """
        unit       | period  | received_at         | on_time | days_late
        DK-DAPHUC  | 2023-05 | 2023-05-16 23:59:59 | no      | 1
        DK-HUNGDAO | 2023-05 | 2023-05-17 00:00    | no      | 1
        """,
    )
    warehouse_of(SENT, stated=catalogue_in("Europe/Paris")).shows(
        "marts.reporting_rates",
        """
        unit       | period  | received_at         | on_time | days_late
        DK-DAPHUC  | 2023-05 | 2023-05-16 23:59:59 | yes     | 0
        DK-HUNGDAO | 2023-05 | 2023-05-17 00:00    | yes     | 0
        """,
    )


def test_the_first_report_accepted_decides(warehouse):
    warehouse.shows(
        "marts.reporting_rates",
        """
        unit        | period  | received_at      | accepted | on_time | days_late
        DK-ANHDUNG  | 2023-05 | 2023-05-15 08:00 | yes      | yes     | 0
        DK-HAITHANH | 2023-05 | 2023-05-20 08:00 | yes      | no      | 4
        """,
    )


def test_what_never_came_is_late_by_no_number_of_days(warehouse):
    warehouse.shows(
        "marts.reporting_rates",
        """
        unit        | period  | owed | received_at | accepted | on_time | days_late
        DK-HOANGHIA | 2023-05 | yes  |             | no       | no      |
        DK-HOANGHIA | 2023-06 | yes  |             | no       | no      |
        """,
    )


def test_an_early_report_is_no_days_late(warehouse):
    warehouse.shows(
        "marts.reporting_rates",
        """
        unit        | period  | accepted | on_time | days_late
        DK-TANTHANH | 2023-05 | yes      | yes     | 0
        """,
    )


def test_a_report_stands_returned_until_one_is_accepted(warehouse):
    warehouse.shows(
        "marts.reporting_rates",
        """
        unit        | period  | accepted | returned
        DK-HOANGHIA | 2023-05 | no       | yes
        DK-HAITHANH | 2023-05 | yes      | no
        DK-DAPHUC   | 2023-05 | yes      | no
        DK-HOANGHIA | 2023-06 | no       | no
        DK-HAITHANH | 2023-06 | no       | no
        DK-DAPHUC   | 2023-06 | no       | no
        """,
    )


STRANGE = """
submission | received            | found      | decision     | waits

# in an own layout: on the last second of the due date, and after it
s1         | 2023-05-16 23:59:59 | E-FORM-001 | unrecognised | DK-DAPHUC 2023-05 2026-01-31
s2         | 2023-05-18 08:00:00 | E-FORM-001 | unrecognised | DK-HUNGDAO 2023-05 2026-01-31

# sent in our form later, below; and looked at for too long
s3         | 2023-05-15 08:00:00 | E-FORM-001 | unrecognised | DK-ANHDUNG 2023-05 2026-01-31
s5         | 2023-05-15 08:00:00 | E-FORM-001 | unrecognised | DK-HAITHANH 2023-05 2026-01-30
"""
IN_OUR_FORM = """
submission | received            | unit        | period  | hold    | comm_sessions
s4         | 2023-05-17 08:00:00 | DK-ANHDUNG  | 2023-05 |         | 3

# held for the officer: a decision about a sender is no reading
s6         | 2023-05-15 08:00:00 | DK-TANTHANH | 2023-05 | waiting | 3
"""


@pytest.fixture(scope="module")
def strange(warehouse_of):
    return warehouse_of(drawn(STRANGE) + drawn(IN_OUR_FORM))


def test_a_report_in_an_own_layout_was_received_on_its_day_while_the_hub_looks_at_it(strange):
    strange.shows(
        "marts.reporting_rates",
        """
        unit        | period  | accepted | on_time | returned | waiting_days_late
        DK-DAPHUC   | 2023-05 | no       | no      | no       | 0
        DK-HUNGDAO  | 2023-05 | no       | no      | no       | 2
        DK-ANHDUNG  | 2023-05 | yes      | no      | no       |
        DK-HAITHANH | 2023-05 | no       | no      | no       |
        DK-TANTHANH | 2023-05 | no       | no      | no       |
        """,
    )


def test_what_waits_counts_for_the_two_rates_of_reporting_and_for_no_other_figure(strange):
    strange.shows(
        "marts.indicator_terms",
        """
        indicator | side      | unit | period  | value
        BC01      | numerator | DK   | 2023-05 | 3
        BC02      | numerator | DK   | 2023-05 | 1
        """,
        side="numerator",
    )
    strange.shows(
        "marts.reporting_coverage",
        """
        unit | period  | reports_accepted | reports_waiting | reports_waiting_on_time
        DK   | 2023-05 | 1                | 2               | 1
        """,
        form="ward",
    )
    missing = strange.store.query_rows(
        "SELECT DISTINCT reporting_unit FROM marts.missing_reports "
        "WHERE reported_period = '2023-05'"
    )
    assert {("DK-DAPHUC",), ("DK-HUNGDAO",)} <= set(missing)
    assert ("DK-ANHDUNG",) not in missing


def test_a_unit_whose_report_is_looked_at_is_not_reminded(strange):
    may = parse_period_code("2023-05")
    reports = [r for r in query_owed_reports(strange.store) if r.period == may and r.form == "ward"]
    calendar = catalogue().calendar
    days = [calendar.find_working_day(reports[0].due_date, offset) for offset in range(-3, 9)]
    reminded = {r.unit.unit for day in days for r in list_reminders(catalogue(), reports, day)}
    assert "DK-HAITHANH" in reminded
    assert not {"DK-DAPHUC", "DK-HUNGDAO"} & reminded


class TestOwed:
    def test_is_a_period_on_whose_last_day_the_unit_exists(self, warehouse):
        warehouse.shows(
            "marts.reporting_rates",
            """
            form   | unit       | period
            ward   | DK-DAPHUC  | 2025-05
            ward   | DK-DAPHUC  | 2025-06
            ward   | HP-HUNGDAO | 2025-07
            ward   | HP-HUNGDAO | 2025-12
            police | DK-CA      | 2025-05
            police | DK-CA      | 2025-06
            """,
        )

    def test_goes_by_the_frequency_of_the_form(self, warehouse):
        warehouse.shows(
            "marts.reporting_rates",
            """
            form            | unit    | period
            inspection_team | DK-D178 | 2024-Q1
            inspection_team | DK-D178 | 2024-Q2
            inspection_team | DK-D178 | 2024-Q3
            inspection_team | DK-D178 | 2024-Q4
            inspection_team | DK-D178 | 2025-Q1
            inspection_team | DK-D178 | 2025-Q2
            education       | DK-GDDT | 2024-H1
            education       | DK-GDDT | 2024-H2
            education       | DK-GDDT | 2025-H1
            """,
            period=[
                f"{year}{part}"
                for year in (2024, 2025)
                for part in ("", "-01", "-07", "-Q1", "-Q2", "-Q3", "-Q4", "-H1", "-H2", "-9M")
            ],
        )

    def test_is_what_the_programme_asks_for_and_nothing_else(self, warehouse):
        owed = dict(
            warehouse.store.query_rows(
                "SELECT form, count(*) FROM marts.reporting_rates WHERE owed GROUP BY form"
            )
        )
        # 6 wards x 54 months and 3 new ones x 6; the police 54 months
        assert (owed["ward"], owed["police"]) == (342, 54)
        assert owed.keys() == catalogue().forms.keys()


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (
            date(2023, 5, 14),
            """
            unit        | period  | due_date   | is_due | accepted
            DK-DAPHUC   | 2023-04 | 2023-04-18 | yes    | no
            DK-DAPHUC   | 2023-05 | 2023-05-16 | no     | no
            DK-HOANGHIA | 2023-04 | 2023-04-18 | yes    | no
            DK-HOANGHIA | 2023-05 | 2023-05-16 | no     | no
            """,
        ),
        (
            date(2023, 5, 16),
            """
            unit      | period  | due_date   | is_due | accepted
            DK-DAPHUC | 2023-04 | 2023-04-18 | yes    | no
            DK-DAPHUC | 2023-05 | 2023-05-16 | no     | yes
            DK-DAPHUC | 2023-06 | 2023-06-16 | no     | no
            """,
        ),
        (
            date(2023, 5, 17),
            """
            unit      | period  | due_date   | is_due | accepted
            DK-DAPHUC | 2023-04 | 2023-04-18 | yes    | no
            DK-DAPHUC | 2023-05 | 2023-05-16 | yes    | yes
            DK-DAPHUC | 2023-06 | 2023-06-16 | no     | no
            """,
        ),
    ],
)
def test_a_report_is_owed_when_its_period_begins_and_due_when_its_due_date_is_over(
    warehouse_of, as_of, expected
):
    warehouse_of(SENT, as_of).shows(
        "marts.reporting_rates", expected, period=["2023-04", "2023-05", "2023-06", "2023-07"]
    )


def test_an_office_that_begins_later_owes_from_its_declared_start(warehouse_of):
    # March 2023 ends on the 14th, the day before the start; April is the first period owed.
    stated = catalogue_reporting_from("DK-DAPHUC", date(2023, 3, 15))
    warehouse = warehouse_of(SENT, stated=stated)
    warehouse.shows(
        "marts.reporting_rates",
        """
        unit      | period  | accepted
        DK-DAPHUC | 2023-04 | no
        DK-DAPHUC | 2023-05 | yes
        """,
        period=["2021-01", "2022-12", "2023-03", "2023-04", "2023-05"],
    )
    queried_reports = query_owed_reports(warehouse.store)
    derived_reports = derive_owed_reports(stated, AFTER_ALL)
    assert [(o.unit, o.period, o.due_date) for o in queried_reports] == [
        (o.unit, o.period, o.due_date) for o in derived_reports
    ]
