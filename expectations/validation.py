"""The only module that runs Great Expectations: the suite of a form, once over a whole batch.

Functions import Great Expectations and our own expectations inside, because the import takes
seconds. Results are plain values. An exception inside a check is a bug: it raises `SuiteError`
and never becomes a finding.
"""

import os
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from expectations.codes import codes
from expectations.rules import Rule

if TYPE_CHECKING:
    import pandas as pd

SEVERITY = {"error": "critical", "warning": "warning", "note": "info"}
"""Our severity → the severity of Great Expectations."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of a rule over a batch: rows checked, failing submissions, rows unknown.

    A row without an operand is `unknown`: the rule neither holds nor fails there, and the row is
    not part of `checked`.
    """

    rule: Rule
    checked: int
    failing: tuple[str, ...]
    unknown: int = 0


class SuiteError(RuntimeError):
    """The failure of a check itself: a bug, never a finding."""


def import_ahead() -> None:
    """Start to import Great Expectations in the background; the first suite waits for the end."""
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    threading.Thread(target=import_module, args=("great_expectations",), daemon=True).start()


def run_suite(name: str, rules: Sequence[Rule], frame: "pd.DataFrame") -> list[Outcome]:
    """Run rules over a frame with one row per report.

    Args:
        name: the name of the suite.
        rules: the rules, each with a name of its own.
        frame: columns `submission`, the form's elements and the derived columns of the rules.
    """
    batch = _batch(name, frame)
    held = _validate(batch, name, rules, "BOOLEAN_ONLY")
    failed = [rule for rule in rules if not held[rule.name].success]
    located = _validate(batch, name, failed, _WITH_ROWS) if failed else {}
    unknown = {rule.name: _unknown(rule, frame) for rule in rules}
    return [
        _outcome(rule, len(frame), unknown[rule.name], located.get(rule.name)) for rule in rules
    ]


# The failing rows, without a copy of every failing value: few failures cost little.
_WITH_ROWS = {
    "result_format": "COMPLETE",
    "unexpected_index_column_names": ["submission"],
    "exclude_unexpected_values": True,
    "return_unexpected_index_query": False,
}


def _batch(name: str, frame: "pd.DataFrame") -> Any:
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
    whole = asset.add_batch_definition_whole_dataframe("batch")
    return whole.get_batch({"dataframe": frame})


def _validate(batch: Any, name: str, rules: Iterable[Rule], result_format: Any) -> dict[str, Any]:
    import great_expectations as gx

    suite = gx.ExpectationSuite(
        name=name,
        expectations=[
            _expectation(rule.expectation)(
                **rule.arguments,
                severity=SEVERITY[codes()[rule.code].severity],
                meta={"rule": rule.name},
            )
            for rule in rules
        ],
    )
    results = batch.validate(suite, result_format=result_format).results
    for result in results:
        for message in _exceptions(result.exception_info):
            raise SuiteError(f"{name}: {result.expectation_config.meta['rule']}: {message}")
    return {result.expectation_config.meta["rule"]: result for result in results}


def _expectation(name: str) -> Any:
    import great_expectations.expectations as gxe

    from expectations import pair_expectations, row_limits

    homes = (pair_expectations, row_limits, gxe)
    return next(found for home in homes if (found := getattr(home, name, None)))


def _exceptions(info: dict[str, Any]) -> list[str]:
    """List the messages of exceptions in the expectation or in a metric."""
    told = [info, *(metric for metric in info.values() if isinstance(metric, dict))]
    return [str(e["exception_message"]) for e in told if e.get("raised_exception")]


def _unknown(rule: Rule, frame: "pd.DataFrame") -> int:
    """Count the rows without a figure that the rule needs."""
    if rule.expectation == "ExpectColumnValuesToNotBeNull":
        return 0
    named = [rule.arguments[a] for a in ("column", "column_A", "column_B") if a in rule.arguments]
    columns = named + list(rule.arguments.get("column_list", ()))
    return int(frame[columns].isna().any(axis=1).sum())


def _outcome(rule: Rule, rows: int, unknown: int, located: Any) -> Outcome:
    groups = located.result["unexpected_index_list"] if located else []
    failing = tuple(str(s) for group in groups for s in group["submission"])
    return Outcome(rule, rows - unknown, failing, unknown)
