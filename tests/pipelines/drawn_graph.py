"""The whole graph that Dagster loads, drawn as text: what is made of what, checked how, run when.

`python -m tests.pipelines.drawn_graph` writes it anew to `graph.txt`; `test_definitions` compares.
"""

from collections.abc import Iterator
from pathlib import Path

import dagster as dg

from pipelines.build import build_defs
from pipelines.settings import Settings
from warehouse.catalogue import DEFAULT_CATALOGUE

FILE = Path(__file__).parent / "graph.txt"
ROOT = FILE.parent.parent.parent
COMMAND = "python -m tests.pipelines.drawn_graph"


def shipped() -> dg.Definitions:
    """Return the definitions of the shipped catalogue, independent of the environment."""
    return build_defs(Settings(home=Path("nowhere"), catalogue=DEFAULT_CATALOGUE))


def draw(defs: dg.Definitions) -> str:
    """Draw the graph of definitions, one fact per line."""
    return "\n".join([*_assets(defs), "", *_runs(defs)]) + "\n"


def _assets(defs: dg.Definitions) -> Iterator[str]:
    checks: dict[dg.AssetKey, list[dg.AssetCheckSpec]] = {}
    for step in (*(defs.assets or ()), *(defs.asset_checks or ())):
        for check in step.check_specs:
            checks.setdefault(check.asset_key, []).append(check)
    for step in sorted(defs.assets or (), key=lambda step: step.op.name):
        whole = "" if step.can_subset else ", all together or none"
        yield f"step {step.op.name}{whole}"
        for spec in sorted(step.specs, key=_name):
            yield from _asset(spec)
            yield from (
                _check(check) for check in sorted(checks.get(spec.key, []), key=_get_check_name)
            )


def _asset(spec: dg.AssetSpec) -> Iterator[str]:
    policy = spec.freshness_policy
    fresh = policy and f"{policy.warn_window.to_timedelta()} / {policy.fail_window.to_timedelta()}"
    yield f"  {_name(spec)}"
    yield f"    says: {(spec.description or '').splitlines()[0]}"
    yield f"    group {spec.group_name}, stale after {fresh}"
    yield f"    code {', '.join(_files(spec))}"
    yield from (f"    from {name}" for name in sorted(_name(dep.asset_key) for dep in spec.deps))


def _files(spec: dg.AssetSpec) -> Iterator[str]:
    """Yield the files of an asset's code below the project's folder."""
    value = spec.metadata.get("dagster/code_references")
    for reference in value.code_references if value else ():
        yield Path(reference.file_path).relative_to(ROOT).as_posix()


def _check(check: dg.AssetCheckSpec) -> str:
    return f"    {'must' if check.blocking else 'asks'} {check.name}: {check.description}"


def _runs(defs: dg.Definitions) -> Iterator[str]:
    for job in defs.jobs or ():
        steps = sorted(node.name for node in defs.resolve_job_def(job.name).nodes)
        yield f"job {job.name}: {', '.join(steps)}"
    for schedule in defs.schedules or ():
        yield (
            f"schedule {schedule.name}: {schedule.cron_schedule} {schedule.execution_timezone}, "
            f"{schedule.default_status.value}, runs {schedule.job_name}"
        )
    for sensor in defs.sensors or ():
        started = ", ".join(target.job_name for target in sensor.targets) or "nothing"
        yield (
            f"sensor {sensor.name}: every {sensor.minimum_interval_seconds} s, "
            f"{sensor.default_status.value}, runs {started}"
        )


def _name(of: dg.AssetSpec | dg.AssetKey) -> str:
    key = of.key if isinstance(of, dg.AssetSpec) else of
    return ".".join(key.path)


def _get_check_name(check: dg.AssetCheckSpec) -> str:
    return check.name


if __name__ == "__main__":
    FILE.write_text(draw(shipped()), encoding="utf-8")
