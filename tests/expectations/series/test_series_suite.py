"""Every family of nightly checks is run, and every module of a family is one."""

from importlib import import_module
from pathlib import Path

from expectations.series import series_suite

PARTS = ("derive_columns", "build_rules", "build_signal")


def test_no_family_is_forgotten():
    folder = Path(series_suite.__file__).parent
    modules = [
        import_module(f"expectations.series.{path.stem}") for path in folder.glob("[a-z]*.py")
    ]
    families = {m.__name__ for m in modules if all(hasattr(m, part) for part in PARTS)}
    forgotten = families - {family.__name__ for family in series_suite.RULE_FAMILIES}
    assert families
    assert not forgotten, (
        f"add to RULE_FAMILIES of expectations/series/series_suite.py: {forgotten}"
    )
