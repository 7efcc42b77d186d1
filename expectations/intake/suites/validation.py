"""The only module that runs Great Expectations: the suite of a form, once over a whole batch.

Functions import Great Expectations and our own expectations inside, because the import takes
seconds. Results are plain values. An exception inside a check is a bug: it raises `SuiteError`
and never becomes a finding.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from expectations.codes import find_code
from expectations.intake.rules import Rule
from warehouse.early_imports import start_imports
from warehouse.entries import MissingEntryError

if TYPE_CHECKING:
    import pandas as pd

GX_SEVERITIES = {"error": "critical", "warning": "warning", "note": "info"}
"""Our severity → the severity of Great Expectations."""
COLUMN_LIMITS = "ExpectTableColumnsToBeWithinLimits"
"""The class name of our own expectation in `column_limits`."""
_FIRST_LOOK_CODE = "E-RANGE-001"
_COLUMN_EXPECTATIONS = {
    "ExpectColumnValuesToNotBeNull": {"column"},
    "ExpectColumnValuesToBeBetween": {"column", "min_value", "max_value"},
}
"""The expectations that `COLUMN_LIMITS` covers, with the only arguments that it knows."""


@dataclass(frozen=True, slots=True)
class RuleOutcome:
    """The outcome of a rule over a batch: rows checked, failing submissions, rows unknown.

    A row without an operand is `unknown_rows`: the rule neither holds nor fails there, and the row
    is not part of `checked_rows`.
    """

    rule: Rule
    checked_rows: int
    failing_submissions: tuple[str, ...]
    unknown_rows: int = 0


class SuiteError(RuntimeError):
    """The failure of a check itself: a bug, never a finding."""


def start_import(*other_modules: str) -> None:
    """Start to import Great Expectations in the background; the first suite waits for the end.

    `other_modules` come before it: they take less.
    """
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    start_imports(*other_modules, "great_expectations")


def run_suite(name: str, rules: Sequence[Rule], frame: "pd.DataFrame") -> list[RuleOutcome]:
    """Run rules over a frame with one row per report.

    Args:
        name: the name of the suite.
        rules: the rules, each with a name of its own.
        frame: columns `submission`, the form's elements and the derived columns of the rules.
    """
    batch = _create_batch(name, frame)
    failed_rules = _find_failed_rules(batch, name, rules, frame)
    located_results = _validate_rules(batch, name, failed_rules, _FORMAT_WITH_ROWS)
    is_missing = frame.isna()
    unknown_counts = {rule.name: _count_unknown_rows(rule, is_missing) for rule in rules}
    return [
        _build_outcome(rule, len(frame), unknown_counts[rule.name], located_results.get(rule.name))
        for rule in rules
    ]


def _find_failed_rules(
    batch: Any, name: str, rules: Sequence[Rule], frame: "pd.DataFrame"
) -> list[Rule]:
    """Find the failing rules: those about single columns at once, the others one by one."""
    column_rules = {rule.name: rule for rule in rules if _limits_column(rule, frame)}
    other_rules = [rule for rule in rules if rule.name not in column_rules]
    results_by_rule = _validate_rules(batch, name, other_rules, "BOOLEAN_ONLY")
    failed_names = {rule_name for rule_name, r in results_by_rule.items() if not r.success}
    if column_rules:
        limits = {rule_name: rule.arguments for rule_name, rule in column_rules.items()}
        first_look = Rule(_FIRST_LOOK_CODE, name, COLUMN_LIMITS, {"column_limits": limits})
        (result,) = _validate_rules(batch, name, [first_look], "BASIC").values()
        failed_names |= set(result.result["observed_value"])
    return [rule for rule in rules if rule.name in failed_names]


def _limits_column(rule: Rule, frame: "pd.DataFrame") -> bool:
    """Return whether a rule only limits a column of the frame; any other argument says more."""
    return (
        rule.expectation in _COLUMN_EXPECTATIONS
        and rule.arguments.keys() == _COLUMN_EXPECTATIONS[rule.expectation]
        and rule.arguments["column"] in frame
    )


# The failing rows, without a copy of every failing value: few failures cost little.
_FORMAT_WITH_ROWS = {
    "result_format": "COMPLETE",
    "unexpected_index_column_names": ["submission"],
    "exclude_unexpected_values": True,
    "return_unexpected_index_query": False,
}


def _create_batch(name: str, frame: "pd.DataFrame") -> Any:
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    import great_expectations as gx
    from great_expectations.data_context.types.base import (
        DataContextConfig,
        InMemoryStoreBackendDefaults,
        ProgressBarsConfig,
    )

    # Our own tables hold the results: a site for them would leave its folder in /tmp.
    in_memory = InMemoryStoreBackendDefaults(init_temp_docs_sites=False)
    config = DataContextConfig(store_backend_defaults=in_memory)
    context = gx.get_context(mode="ephemeral", project_config=config)
    context.variables.progress_bars = ProgressBarsConfig(globally=False, metric_calculations=False)
    asset = context.data_sources.add_pandas("reports").add_dataframe_asset(name)
    batch_definition = asset.add_batch_definition_whole_dataframe("batch")
    return batch_definition.get_batch({"dataframe": frame})


def _validate_rules(
    batch: Any, name: str, rules: Sequence[Rule], result_format: Any
) -> dict[str, Any]:
    if not rules:
        return {}
    import great_expectations as gx

    suite = gx.ExpectationSuite(
        name=name,
        expectations=[
            _find_expectation_class(rule.expectation)(
                **rule.arguments,
                severity=GX_SEVERITIES[find_code(rule.code).severity],
                meta={"rule": rule.name},
            )
            for rule in rules
        ],
    )
    results = batch.validate(suite, result_format=result_format).results
    for result in results:
        for message in _list_exception_messages(result.exception_info):
            raise SuiteError(f"{name}: {result.expectation_config.meta['rule']}: {message}")
    return {result.expectation_config.meta["rule"]: result for result in results}


def _find_expectation_class(name: str) -> Any:
    import great_expectations.expectations as gxe

    from expectations.intake.suites import column_limits, pair_expectations, row_limits

    modules = (pair_expectations, row_limits, column_limits, gxe)
    for module in modules:
        if expectation_class := getattr(module, name, None):
            return expectation_class
    folder = "expectations/intake/suites"
    raise MissingEntryError(
        name, f"{folder}/pair_expectations.py, row_limits.py, column_limits.py or GX"
    )


def _list_exception_messages(info: dict[str, Any]) -> list[str]:
    """List the messages of exceptions in the expectation or in a metric."""
    exception_infos = [info, *(metric for metric in info.values() if isinstance(metric, dict))]
    return [
        str(exception_info["exception_message"])
        for exception_info in exception_infos
        if exception_info.get("raised_exception")
    ]


def _count_unknown_rows(rule: Rule, is_missing: "pd.DataFrame") -> int:
    """Count the rows without a figure that the rule needs."""
    if rule.expectation == "ExpectColumnValuesToNotBeNull":
        return 0
    if "column" in rule.arguments:
        return int(is_missing[rule.arguments["column"]].sum())
    pair = [rule.arguments[name] for name in ("column_A", "column_B") if name in rule.arguments]
    columns = pair + list(rule.arguments.get("column_list", ()))
    return int(is_missing[columns].any(axis=1).sum())


def _build_outcome(
    rule: Rule, row_count: int, unknown_rows: int, located_result: Any
) -> RuleOutcome:
    groups = located_result.result["unexpected_index_list"] if located_result else []
    failing_submissions = tuple(
        str(submission) for group in groups for submission in group["submission"]
    )
    return RuleOutcome(rule, row_count - unknown_rows, failing_submissions, unknown_rows)
