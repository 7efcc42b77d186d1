"""The sentence of an expectation of our own, wherever Great Expectations (GX) shows a suite.

Only the modules of our own expectations import this module, because it imports GX.
"""

from typing import Any

from great_expectations.render.renderer_configuration import RendererValueType


def describe_expectation(
    expectation: Any, configuration: Any, sentence: str, *, numbers: tuple[str, ...] = ()
) -> Any:
    """Add a sentence to a renderer configuration, and the share of rows if `mostly` is below 1.

    Args:
        expectation: the class of the expectation.
        configuration: the configuration that GX hands to `_prescriptive_template`.
        sentence: a sentence without full stop; `$name` stands for a parameter.
        numbers: the numeric parameters besides `mostly`.
    """
    for name in ("column_A", "column_B"):
        if name in configuration.kwargs:
            configuration.add_param(name=name, param_type=RendererValueType.STRING)
    for name in (*numbers, "mostly"):
        configuration.add_param(name=name, param_type=RendererValueType.NUMBER)
    mostly = configuration.params.mostly
    if mostly and mostly.value < 1:
        configuration = expectation._add_mostly_pct_param(renderer_configuration=configuration)
        sentence += ", at least $mostly_pct % of the time"
    configuration.template_str = f"{sentence}."
    return configuration
