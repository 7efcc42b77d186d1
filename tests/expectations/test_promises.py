"""Each promise is kept by a good warehouse, and finds the rows that are planted to break it."""

from datetime import date

import pytest

from expectations.promises import MAX_BROKEN_ROWS, load_promises, run_promise
from tests.spec import columns, drawn, rebuilt
from warehouse.store import Store

SENT = """
submission | unit        | period  | found       | broadcasts | posts | inspected | owned | cases | says
a1         | DK-DAPHUC   | 2023-01 |             | 5          |       | 1         | 4     | | obstacle: thiếu người
a2         | DK-DAPHUC   | 2023-02 | W-RANGE-001 | 6          |       | 2         | 4     | |
b1         | DK-HUNGDAO  | 2023-01 | E-NUM-001   | 7          |       | 1         | 0     | |
b2         | DK-HUNGDAO  | 2023-02 |             | 8          |       | 1         | 0     | |
# does not apply
d1         | DK-HAITHANH | 2023-04 |             | x          |       |           |       | |
# with nothing of the year before
e1         | DK-CA       | 2023-04 |             |            |       |           |       | 3 |
# copied forward
c1         | DK-ANHDUNG  | 2024-01 |             | 197        | 231   |           |       | |
c2         | DK-ANHDUNG  | 2024-02 |             | 197        | 231   |           |       | |
c3         | DK-ANHDUNG  | 2024-03 |             | 198        | 232   |           |       | |
"""  # noqa: E501 - drawn
ELEMENTS = {
    "broadcasts": "loudspeaker_broadcasts",
    "posts": "online_posts",
    "inspected": "establishments_inspected",
    "cases": "criminal_cases",
    "owned": "establishments",
}
CORRECTED = """
made             | unit  | period  | element        | expected | value
2023-06-01 08:00 | DK-CA | 2023-04 | criminal_cases | 3        | 4
"""
WHOLE = [
    {"unit": "DK-TA", "period": f"2023-Q{n}", "cases_accepted": "40", "cases_tried": "20"}
    for n in (1, 2)
]
"""A sensitive half-year that everybody may see."""
MONTHS_OF_UNITS = """
DELETE FROM catalogue.nesting WHERE period != part;
DELETE FROM catalogue.ancestors WHERE distance > 0;
"""
"""Leaves a view the months of the reporting units alone, so that few rows are broken."""

PLANTED = [
    (
        "marts.territory_indicators",
        "own_figures_are_the_published",
        "UPDATE marts.indicator_values SET numerator = 60 WHERE indicator = 'TP01' "
        "AND unit = 'DK' AND period = '2023'",
        """
        indicator | unit | period | numerator | published
        TP01      | DK   | 2023   | 40.0      | 60
        """,
    ),
    (
        "core.corrections",
        "hold_on_what_they_expect",
        "UPDATE core.observations SET value = 9 WHERE correction IS NULL AND unit = 'DK-CA'",
        """
        correction | element        | value | reported
        1          | criminal_cases | 4     | 9
        """,
    ),
    (
        "core.current_findings",
        "no_doubt_is_lost",
        "DELETE FROM core.current_findings",
        """
        submission | code
        a2         | W-RANGE-001
        c2         | W-COPY-001
        """,
    ),
    (
        "core.current_findings",
        "one_per_value_and_cause",
        "INSERT INTO core.current_findings BY NAME SELECT * REPLACE ('another' AS finding) "
        "FROM core.current_findings WHERE unit = 'DK-ANHDUNG'",
        """
        unit       | period  | cause | times
        DK-ANHDUNG | 2024-02 | COPY  | 2
        """,
    ),
    (
        "core.expectation_results",
        "one_row_each",
        "INSERT INTO core.expectation_results FROM core.expectation_results "
        "WHERE code = 'W-COPY-001' AND form = 'ward'",
        """
        stage  | form | rule            | times
        series | ward | W-COPY-001.ward | 2
        """,
    ),
    *(
        (
            "core.finding_events",
            "one_follows_another",
            "INSERT INTO core.finding_events BY NAME SELECT * REPLACE "
            f"({sequence} AS sequence, '{event}' AS event) "
            "FROM core.finding_events WHERE code = 'W-COPY-001'",
            f"""
            sequence | event   | before
            {sequence}        | {event} | {before}
            """,
        )
        for sequence, event, before in (
            (3, "closed", "open"),
            (2, "opened", "open"),
            (2, "reopened", "open"),
        )
    ),
    *(
        (
            "core.finding_events",
            "one_follows_another",
            "UPDATE core.finding_events SET event = 'closed' WHERE code = 'W-COPY-001'; "
            "INSERT INTO core.finding_events BY NAME SELECT * REPLACE "
            f"(2 AS sequence, '{event}' AS event) "
            "FROM core.finding_events WHERE code = 'W-COPY-001'",
            f"""
            sequence | event   | before
            1        | closed  | None
            2        | {event} | closed
            """,
        )
        for event in ("closed", "updated", "acknowledged", "opened")
    ),
    *(
        (
            "core.expectation_results",
            "what_fails_is_a_signal",
            f"UPDATE core.expectation_results SET failing = {failing} "
            "WHERE code = 'W-COPY-001' AND form = 'ward'",
            f"""
            form | code       | element | failing | signals
            ward | W-COPY-001 | None    | {signals} | 1
            """,
        )
        for failing, signals in ((0, None), (2, 2))
    ),
    (
        "core.expectation_results",
        "what_fails_is_a_signal",
        "DELETE FROM core.signals",
        """
        form | code       | element | failing | signals
        ward | W-COPY-001 | None    | 1       | None
        """,
    ),
    (
        "core.findings",
        "belong_to_a_submission",
        "UPDATE core.findings SET submission = 'ghost' WHERE submission = 'b1'",
        """
        submission | code
        ghost      | E-NUM-001
        """,
    ),
    (
        "core.observations",
        "come_from_accepted_reports",
        "UPDATE core.observations SET submission = 'b1' WHERE element = 'establishments'",
        """
        submission | decision
        b1         | returned
        b1         | returned
        b1         | returned
        """,
    ),
    (
        "core.observations",
        "come_from_accepted_reports",
        "DELETE FROM core.submissions WHERE submission = 'b2'",
        """
        submission | decision
        b2         | None
        b2         | None
        b2         | None
        """,
    ),
    (
        "core.observations",
        "counts_are_not_negative",
        "UPDATE core.observations SET value = -1 WHERE submission = 'a1' AND value = 5",
        """
        unit      | period  | element                | value
        DK-DAPHUC | 2023-01 | loudspeaker_broadcasts | -1
        """,
    ),
    (
        "core.observations",
        "known_forwards",
        "UPDATE core.observations SET known_to = known_from - INTERVAL 1 SECOND WHERE value = 5",
        """
        submission | element                | known_from                | known_to
        a1         | loudspeaker_broadcasts | 2023-01-15 01:00:00+00:00 | 2023-01-15 00:59:59+00:00
        """,
    ),
    (
        "core.observations",
        "one_in_force",
        "INSERT INTO core.observations FROM core.observations WHERE value = 5",
        """
        unit      | period  | element                | times
        DK-DAPHUC | 2023-01 | loudspeaker_broadcasts | 2
        """,
    ),
    (
        "core.signals",
        "are_of_reports_in_force",
        "UPDATE core.signals SET submission = 'b1', severity = 'error'",
        """
        submission | code
        b1         | W-COPY-001
        """,
    ),
    *(
        (
            "core.submissions",
            "accepted_ones_are_placed",
            f"UPDATE core.submissions SET {broken} WHERE submission = 'a1'",
            """
            submission
            a1
            """,
        )
        for broken in (
            "form = NULL",
            "unit = NULL",
            "period = NULL",
            "errors = 1",
            "decision = 'accepted_with_warnings', errors = 2",
            "decision = 'duplicate', is_accepted = false, unit = NULL",
        )
    ),
    *(
        (
            "core.submissions",
            "stopped_ones_change_nothing",
            f"UPDATE core.submissions SET {broken} WHERE submission = 'a1'",
            """
            submission
            a1
            """,
        )
        for broken in (
            "decision = 'waiting', is_accepted = false",
            "decision = 'rejected', revision = NULL",
        )
    ),
    *(
        (
            "core.submissions",
            "accepted_as_decided",
            f"UPDATE core.submissions SET {broken} WHERE submission = 'a1'",
            f"""
            submission | decision | is_accepted
            a1         | {decision} | {is_accepted}
            """,
        )
        for broken, decision, is_accepted in (
            ("is_accepted = false", "accepted", False),
            ("decision = 'duplicate'", "duplicate", True),
            ("decision = 'returned'", "returned", True),
        )
    ),
    (
        "core.submissions",
        "one_row_each",
        "INSERT INTO core.submissions FROM core.submissions WHERE submission = 'a1'",
        """
        submission | times
        a1         | 2
        """,
    ),
    (
        "marts.days_late",
        "bands_add_up",
        "UPDATE marts.days_late SET late_4_7 = 1 WHERE unit = 'DK-DAPHUC' AND year = 2023",
        """
        form | unit      | year | reports_accepted
        ward | DK-DAPHUC | 2023 | 2
        """,
    ),
    *(
        (
            "marts.element_consistency",
            "a_ratio_has_a_year_before",
            f"UPDATE marts.element_consistency SET {broken} WHERE unit = 'DK-DAPHUC' "
            "AND element = 'loudspeaker_broadcasts'",
            """
            form | unit      | element                | year
            ward | DK-DAPHUC | loudspeaker_broadcasts | 2023
            """,
        )
        for broken in ("ratio = 1, met = true", "met = false", "mean_before = 2")
    ),
    (
        "marts.findings",
        "acknowledged_with_a_reason",
        "UPDATE marts.findings SET state = 'acknowledged', reason = 'đúng' WHERE rank = 1",
        """
        state        | reason | until
        acknowledged | đúng   | None
        """,
    ),
    (
        "marts.findings",
        "acknowledged_with_a_reason",
        "UPDATE marts.findings SET reason = 'đúng', until = DATE '2023-01-01' WHERE rank = 1",
        """
        state | reason | until
        open  | đúng   | 2023-01-01
        """,
    ),
    (
        "marts.findings",
        "stand_as_their_events_say",
        "DELETE FROM marts.findings; INSERT INTO core.finding_events BY NAME SELECT * REPLACE "
        "(2 AS sequence, 'closed' AS event) FROM core.finding_events WHERE code <> 'W-COPY-001'",
        """
        listed
        None
        """,
    ),
    (
        "marts.area_values",
        "complete_means_all_reported",
        "UPDATE marts.area_values SET units_reported = 0 "
        "WHERE form = 'court' AND unit = 'DK' AND period = '2023-Q1'",
        """
        form  | unit | element        | period  | units_owed | units_reported
        court | DK   | cases_accepted | 2023-Q1 | 1          | 0
        court | DK   | cases_tried    | 2023-Q1 | 1          | 0
        """,
    ),
    (
        "marts.element_values",
        "months_are_as_observed",
        "INSERT INTO catalogue.nesting FROM catalogue.nesting WHERE period = '2023-01'",
        """
        unit      | element                | period  | value | observed
        DK-DAPHUC | loudspeaker_broadcasts | 2023-01 | 10    | 5
        """,
    ),
    (
        "marts.element_values",
        "months_are_as_observed",
        "DELETE FROM catalogue.nesting WHERE period = '2023-01'",
        """
        unit      | element                  | period  | value | observed
        DK-DAPHUC | loudspeaker_broadcasts   | 2023-01 | None  | 5
        DK-DAPHUC | establishments           | 2023-01 | None  | 4
        DK-DAPHUC | establishments_inspected | 2023-01 | None  | 1
        """,
    ),
    (
        "core.not_applicable",
        "leave_no_value",
        "INSERT INTO core.not_applicable SELECT form, unit, period, element, submission, "
        "known_from, known_to FROM core.observations "
        "WHERE submission = 'a1' AND element = 'establishments'",
        """
        submission | element        | value
        a1         | establishments | 4
        """,
    ),
    (
        "core.remarks",
        "are_of_reports_that_count",
        "INSERT INTO core.remarks (form, unit, period, kind, text, submission, cell, received_at) "
        "VALUES ('ward', 'DK-HUNGDAO', '2023-01', 'note', 'thừa', 'b1', 'E12', now())",
        """
        submission | kind | cell | decision
        b1         | note | E12  | returned
        """,
    ),
    (
        "core.obstacles",
        "answered_by_someone",
        "INSERT INTO core.obstacles "
        "(obstacle, form, unit, period, kind, text, state, submission, received_at) "
        "VALUES ('0a', 'ward', 'DK-DAPHUC', '2023-01', 'obstacle', 'thiếu', 'answered', 'a1', "
        "now())",
        """
        obstacle | state    | reply
        0a       | answered | None
        """,
    ),
    (
        "marts.disclosure_cells",
        "are_safe",
        "UPDATE marts.disclosure_cells SET is_safe = false WHERE counted = 'court.cases_tried' "
        "AND reader = 'public'",
        """
        counted           | unit | period
        court.cases_tried | DK   | 2023-H1
        """,
    ),
    (
        "marts.disclosure_cells",
        "hidden_says_why",
        "UPDATE marts.disclosure_cells SET cell_state = 'suppressed' "
        "WHERE counted = 'court.cases_tried' AND reader = 'public'",
        """
        counted           | unit | period
        court.cases_tried | DK   | 2023-H1
        """,
    ),
    (
        "marts.changes",
        "say_what_is_published",
        "UPDATE marts.changes SET new_value = new_value + 1 "
        "WHERE indicator = 'TP01' AND unit = 'DK' AND period = '2023-H1'",
        """
        indicator | unit | period
        TP01      | DK   | 2023-H1
        """,
    ),
    (
        "marts.target_progress",
        "the_strip_counts_its_marks",
        "UPDATE marts.target_progress SET periods_met = periods_met + 1 "
        "WHERE indicator = 'BC01' AND unit = 'DK-DAPHUC' AND period = '2023-01'",
        """
        indicator | unit      | period
        BC01      | DK-DAPHUC | 2023-01
        """,
    ),
    (
        "marts.variation",
        "is_of_complete_figures",
        "UPDATE marts.variation SET value = value + 1 "
        "WHERE indicator = 'TT05' AND unit = 'DK-DAPHUC' AND period = '2023-01'",
        """
        indicator | unit      | period
        TT05      | DK-DAPHUC | 2023-01
        """,
    ),
    (
        "marts.variation",
        "a_signal_has_words",
        "UPDATE marts.variation SET lower_limit = 6, upper_limit = 9 "
        "WHERE indicator = 'TT05' AND unit = 'DK-DAPHUC' AND period IN ('2023-01', '2023-02')",
        """
        indicator | unit      | period
        TT05      | DK-DAPHUC | 2023-01
        """,
    ),
    (
        "marts.public_sensitive_values",
        "hidden_rows_say_nothing",
        "UPDATE marts.public_sensitive_values SET suppressed = true "
        "WHERE indicator = 'TP01' AND period = '2023-H1'",
        """
        indicator | unit | period
        TP01      | DK   | 2023-H1
        """,
    ),
    (
        "marts.public_values",
        "small_counts_are_hidden",
        "UPDATE marts.public_sensitive_values SET numerator = 76 "
        "WHERE indicator = 'TP01' AND period = '2023-H1'",
        """
        indicator | unit | period
        TP01      | DK   | 2023-H1
        """,
    ),
    (
        "marts.public_values",
        "sensitive_rows_were_decided",
        "UPDATE catalogue.indicators SET is_sensitive = false WHERE indicator = 'TP01'; "
        "DELETE FROM marts.indicator_values WHERE (indicator, period) <> ('TP01', '2023-H1') "
        "OR unit = 'DK-TA'",
        """
        indicator | unit | period
        TP01      | DK   | 2023-H1
        """,
    ),
    (
        "marts.territory_periods",
        "a_break_says_why",
        "UPDATE catalogue.territories SET share = NULL WHERE territory = 'DK-TA'; "
        "DELETE FROM catalogue.form_periods WHERE NOT period LIKE '2023%'",
        """
        form  | nature     | unit  | period | continuity | broken_by
        court | flow       | DK-TA | 2023   | own        | DK-TA
        court | stock      | DK-TA | 2023   | own        | DK-TA
        court | cumulative | DK-TA | 2023   | own        | DK-TA
        """,
    ),
    (
        "marts.territory_values",
        "exact_figures_are_counts",
        "UPDATE catalogue.territories SET share = 1.5 "
        "WHERE territory = 'DK-DAPHUC' AND relation = 'own'",
        """
        form | unit      | element                | period | value | continuity
        ward | DK-DAPHUC | loudspeaker_broadcasts | 2023   | 16.5  | own
        """,
    ),
    (
        "marts.comparisons",
        "years_of_a_unit_are_paired_once",
        "INSERT INTO catalogue.units FROM catalogue.units WHERE unit = 'DK-TA'; "
        "DELETE FROM catalogue.form_periods WHERE NOT (period LIKE '2023%' OR period LIKE '2024%')",
        """
        form  | nature     | unit  | period | other_period | times
        court | flow       | DK-TA | 2023   | 2024         | 4
        court | flow       | DK-TA | 2024   | 2023         | 4
        court | stock      | DK-TA | 2023   | 2024         | 4
        court | stock      | DK-TA | 2024   | 2023         | 4
        court | cumulative | DK-TA | 2023   | 2024         | 4
        court | cumulative | DK-TA | 2024   | 2023         | 4
        """,
    ),
    (
        "marts.element_answers",
        "one_row_each",
        "DELETE FROM core.observations WHERE NOT (submission = 'b2' "
        "AND element = 'loudspeaker_broadcasts'); "
        "INSERT INTO catalogue.units FROM catalogue.units WHERE unit = 'DK-HUNGDAO'",
        """
        unit       | element                | period | times
        DK-HUNGDAO | loudspeaker_broadcasts | 2023   | 2
        """,
    ),
    (
        "marts.missing_reports",
        "were_not_accepted",
        f"{MONTHS_OF_UNITS} DELETE FROM catalogue.indicator_forms WHERE indicator != 'TT05'; "
        "INSERT INTO marts.reporting_rates SELECT * REPLACE (true AS accepted) "
        "FROM marts.reporting_rates WHERE unit = 'DK-TANTHANH' AND period = '2023-01'",
        """
        indicator | unit        | period  | reporting_unit | reported_period
        TT05      | DK-TANTHANH | 2023-01 | DK-TANTHANH    | 2023-01
        """,
    ),
    (
        "marts.indicator_cells",
        "add_up_to_their_terms",
        "UPDATE core.observations SET value = value + 1 "
        "WHERE unit = 'DK-DAPHUC' AND element = 'loudspeaker_broadcasts' AND period = '2023-02'; "
        "DELETE FROM marts.indicator_values WHERE (indicator, unit, period) "
        "<> ('TT05', 'DK-DAPHUC', '2023-02')",
        """
        indicator | side      | term | unit      | period  | value | recalculated
        TT05      | numerator | 0    | DK-DAPHUC | 2023-02 | 6     | 7
        """,
    ),
    (
        "marts.indicator_cells",
        "add_up_to_their_terms",
        "UPDATE marts.indicator_terms SET value = value + 1 WHERE unit = 'DK'; "
        "DELETE FROM marts.indicator_values WHERE (indicator, unit) <> ('TT05', 'DK') "
        "OR period NOT IN ('2023', '2023-Q1')",
        """
        indicator | side      | term | unit | period | value | recalculated
        TT05      | numerator | 0    | DK   | 2023   | 20    | 19
        """,
    ),
    (
        "marts.indicator_doubts",
        "rest_on_an_open_warning",
        f"{MONTHS_OF_UNITS} DELETE FROM catalogue.indicator_forms WHERE indicator = 'TT05'",
        """
        indicator | unit       | period
        TT05      | DK-DAPHUC  | 2023-02
        TT05      | DK-ANHDUNG | 2024-02
        """,
    ),
    (
        "marts.unlike_periods",
        "are_of_changes",
        f"{MONTHS_OF_UNITS} UPDATE catalogue.indicators SET kind = 'count'",
        """
        indicator | unit  | period
        DT02      | DK-CA | 2023-04
        DT02      | DK-CA | 2024-04
        """,
    ),
    (
        "marts.indicator_sides",
        "stay_within_bounds",
        "UPDATE marts.indicator_terms SET lowest = 12, is_complete = true "
        "WHERE indicator = 'TT05' AND unit = 'DK-DAPHUC' AND period = '2023'",
        """
        indicator | unit      | period | lowest | numerator | highest
        TT05      | DK-DAPHUC | 2023   | 12     | 11        | None
        """,
    ),
    (
        "marts.indicator_terms",
        "stay_within_bounds",
        "UPDATE marts.indicator_terms SET highest = NULL "
        "WHERE indicator = 'TT05' AND unit = 'DK-DAPHUC' AND period = '2023-01'; "
        "UPDATE marts.indicator_terms SET lowest = 12 "
        "WHERE indicator = 'TT05' AND unit = 'DK-DAPHUC' AND period = '2023'",
        """
        indicator | side      | term | unit      | period  | lowest | value | highest
        TT05      | numerator | 0    | DK-DAPHUC | 2023    | 12     | 11    | None
        TT05      | numerator | 0    | DK-DAPHUC | 2023-01 | 5      | 5     | None
        """,
    ),
    *(
        (
            "marts.indicator_values",
            name,
            f"UPDATE marts.indicator_values SET {broken} "
            f"WHERE indicator = '{indicator}' AND unit = 'DK' AND period = '2023-04'",
            f"indicator | unit | period | {columns}\n{indicator} | DK | 2023-04 | {row}",
        )
        for name, indicator, broken, columns, row in (
            (
                "complete_means_none_is_missing",
                "TT05",
                "is_complete = true",
                "is_complete",
                "True",
            ),
            (
                "a_verdict_is_of_a_whole_figure",
                "BC01",
                "has_doubt = true",
                "has_doubt | verdict",
                "True | not_met",
            ),
            (
                "a_change_is_of_like_periods",
                "DT02",
                "value = 1, null_reason = NULL",
                "value",
                "1.0",
            ),
            ("areas_are_covered", "TT05", "covers = NULL", "covers", "None"),
        )
    ),
    (
        "marts.indicator_terms",
        "one_row_each",
        "INSERT INTO marts.indicator_terms FROM marts.indicator_terms "
        "WHERE indicator = 'TT05' AND unit = 'DK' AND period = '2023-02'",
        """
        indicator | side      | term | unit | period  | times
        TT05      | numerator | 0    | DK   | 2023-02 | 2
        """,
    ),
    (
        "marts.indicator_values",
        "missing_says_why",
        "UPDATE marts.indicator_values SET null_reason = 'not_reported' "
        "WHERE indicator = 'TT05' AND unit = 'DK' AND period = '2023-01'",
        """
        indicator | unit | period  | null_reason
        TT05      | DK   | 2023-01 | not_reported
        """,
    ),
    (
        "marts.indicator_values",
        "missing_says_why",
        "UPDATE marts.indicator_values SET null_reason = NULL "
        "WHERE indicator = 'TT05' AND unit = 'DK' AND period = '2023-03'",
        """
        indicator | unit | period  | value
        TT05      | DK   | 2023-03 | None
        """,
    ),
    (
        "marts.named_values",
        "have_every_name",
        "UPDATE marts.indicator_values SET unit = 'XX' "
        "WHERE indicator = 'TT05' AND unit = 'DK' AND period = '2023'",
        """
        indicator | unit | period | unit_name_vi
        TT05      | XX   | 2023   | None
        """,
    ),
    (
        "marts.indicator_values",
        "not_stated_is_of_received_reports",
        "UPDATE marts.indicator_values SET null_reason = 'not_stated' "
        "WHERE indicator = 'TT05' AND unit = 'DK' AND period = '2023-03'",
        """
        indicator | unit | period
        TT05      | DK   | 2023-03
        """,
    ),
    (
        "marts.indicator_values",
        "one_row_each",
        "INSERT INTO marts.indicator_values FROM marts.indicator_values "
        "WHERE indicator = 'TT05' AND unit = 'DK' AND period = '2023-01'",
        """
        indicator | unit | period  | times
        TT05      | DK   | 2023-01 | 2
        """,
    ),
    *(
        (
            "marts.indicator_values",
            "the_ratio_is_of_its_terms",
            f"UPDATE marts.indicator_values SET {broken} "
            f"WHERE indicator = '{indicator}' AND unit = 'DK-DAPHUC' AND period = '2023-01'",
            f"""
            indicator   | unit      | period
            {indicator} | DK-DAPHUC | 2023-01
            """,
        )
        for indicator, broken in (
            ("KT01", "value = 26"),
            ("KT01", "value = 0.25"),
            ("KT01", "numerator = NULL"),
            ("KT01", "denominator = NULL"),
            ("KT01", "denominator = 0"),
            ("KT01", "numerator = 0, denominator = 0"),
            ("TT05", "numerator = 6"),
            ("TT05", "numerator = NULL"),
        )
    ),
    (
        "marts.outlier_counts",
        "never_more_than_tested",
        "INSERT INTO marts.outlier_counts VALUES ('extreme_outliers', 'ward', 'DK-A', 2023, 2, 1)",
        """
        metric           | unit | numerator | denominator
        extreme_outliers | DK-A | 2         | 1
        """,
    ),
    *(
        (
            "marts.quality_counts",
            "never_more_than_counted",
            f"UPDATE marts.quality_counts SET numerator = {broken} WHERE unit = 'DK-DAPHUC' "
            "AND metric = 'timeliness' AND year = 2023",
            f"""
            metric     | unit      | year | numerator | denominator
            timeliness | DK-DAPHUC | 2023 | {broken}  | 12
            """,
        )
        for broken in (13, -1)
    ),
    *(
        (
            "marts.quality_metrics",
            "missing_says_why",
            f"UPDATE marts.quality_metrics SET {broken} WHERE unit = 'DK-DAPHUC' "
            f"AND metric = '{metric}' AND year = 2023",
            f"""
            metric   | unit      | year
            {metric} | DK-DAPHUC | 2023
            """,
        )
        for metric, broken in (
            ("timeliness", "null_reason = 'not_reported'"),
            ("days_to_mend", "null_reason = NULL"),
        )
    ),
    *(
        (
            "marts.quality_metrics",
            "verdict_needs_a_value",
            f"UPDATE marts.quality_metrics SET met = {broken} WHERE unit = 'DK-DAPHUC' "
            f"AND metric = '{metric}' AND year = 2023",
            f"""
            metric   | unit      | year
            {metric} | DK-DAPHUC | 2023
            """,
        )
        for metric, broken in (("timeliness", "NULL"), ("days_to_mend", "true"))
    ),
    (
        "marts.quality_metrics",
        "one_row_each",
        "INSERT INTO marts.quality_metrics FROM marts.quality_metrics "
        "WHERE unit = 'DK-DAPHUC' AND metric = 'timeliness' AND year = 2023",
        """
        metric     | form | unit      | year | times
        timeliness | ward | DK-DAPHUC | 2023 | 2
        """,
    ),
    *(
        (
            "marts.reporting_coverage",
            "never_more_than_owed",
            f"UPDATE marts.reporting_coverage SET {broken} "
            "WHERE form = 'ward' AND unit = 'DK' AND period = '2023-01'",
            """
            form | unit | period
            ward | DK   | 2023-01
            """,
        )
        for broken in ("reports_accepted = 7", "reports_on_time = 2", "units_reported = 7")
    ),
    *(
        (
            "marts.reporting_rates",
            "on_time_means_accepted",
            f"UPDATE marts.reporting_rates SET {broken} "
            "WHERE form = 'ward' AND unit = 'DK-DAPHUC' AND period = '2023-01'",
            """
            form | unit      | period
            ward | DK-DAPHUC | 2023-01
            """,
        )
        for broken in (
            "accepted = false",
            "days_late = 1",
            "days_late = NULL",
            "on_time = false, accepted = false",
        )
    ),
    (
        "marts.reporting_rates",
        "returned_means_not_accepted",
        "UPDATE marts.reporting_rates SET returned = true "
        "WHERE unit = 'DK-DAPHUC' AND period = '2023-01'",
        """
        unit      | period  | accepted | returned
        DK-DAPHUC | 2023-01 | True     | True
        """,
    ),
    (
        "marts.reporting_rates",
        "waiting_means_not_accepted",
        "UPDATE marts.reporting_rates SET waiting_days_late = 0 "
        "WHERE unit = 'DK-DAPHUC' AND period = '2023-01'",
        """
        unit      | period  | accepted | waiting_days_late
        DK-DAPHUC | 2023-01 | True     | 0
        """,
    ),
    (
        "marts.reporting_rates",
        "one_row_per_report",
        "INSERT INTO marts.reporting_rates FROM marts.reporting_rates "
        "WHERE unit = 'DK-DAPHUC' AND period = '2023-01'",
        """
        form | unit      | period  | times
        ward | DK-DAPHUC | 2023-01 | 2
        """,
    ),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    reports = [*drawn(SENT, **ELEMENTS), *WHOLE]
    path = rebuilt(
        reports,
        tmp_path_factory.mktemp("good"),
        published=[date(2023, 1, 1)],
        corrections=CORRECTED,
    )
    with Store(path) as opened:
        yield opened


@pytest.fixture
def plant(store):
    """Change the warehouse for one test."""
    store.execute("BEGIN")
    yield store.execute
    store.execute("ROLLBACK")


def promise(table, name):
    (matching_promise,) = (p for p in load_promises() if (p.table, p.name) == (table, name))
    return matching_promise


def test_a_good_warehouse_has_rows_and_keeps_every_promise(store):
    for table in {p.table for p in load_promises()}:
        has_rows = store.query_rows(f"SELECT count(*) FROM {table}") > [(0,)]
        assert has_rows, f"draw reports that give {table} a row: SENT of {__file__}"
    assert [(p.table, p.name) for p in load_promises() if run_promise(store, p).broken_count] == []


def test_each_promise_is_tried(store):
    untried = {(p.table, p.name) for p in load_promises()} ^ {promise[:2] for promise in PLANTED}
    assert not untried, f"plant a broken row in PLANTED of {__file__}: {untried}"


@pytest.mark.parametrize(
    ("table", "name", "broken", "expected_rows"),
    PLANTED,
    ids=[f"{table}-{name}" for table, name, _, _ in PLANTED],
)
def test_planted_rows_are_found_and_no_others(store, plant, table, name, broken, expected_rows):
    plant(broken)
    promise_result = run_promise(store, promise(table, name))
    printed_rows = [
        {c: str(row[c]) for c in columns(expected_rows)} for row in promise_result.broken_rows
    ]
    assert sorted(map(str, printed_rows)) == sorted(map(str, drawn(expected_rows)))
    assert promise_result.broken_count == len(promise_result.broken_rows)


def test_a_few_rows_are_shown_and_all_are_counted(store, plant):
    plant("UPDATE marts.indicator_values SET null_reason = 'not_reported', value = 1")
    promise_result = run_promise(store, promise("marts.indicator_values", "missing_says_why"))
    assert [(promise_result.broken_count,)] == store.query_rows(
        "SELECT count(*) FROM marts.indicator_values"
    )
    assert len(promise_result.broken_rows) == MAX_BROKEN_ROWS < promise_result.broken_count


def test_a_kept_promise_shows_nothing(store):
    promise_result = run_promise(store, promise("core.submissions", "one_row_each"))
    assert (promise_result.broken_count, promise_result.broken_rows) == (0, [])


def test_promises_are_in_order_and_say_what_they_promise():
    promises = load_promises()
    assert [(p.table, p.name) for p in promises] == sorted((p.table, p.name) for p in promises)
    assert (
        promise("core.submissions", "one_row_each").description == "A submission is decided once."
    )
    for one in promises:
        assert one.description
        assert not one.description.startswith("-")
        assert one.sql.startswith(f"-- {one.description}")
