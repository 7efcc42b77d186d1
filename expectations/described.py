"""How an expectation of our own says in a sentence what it expects, wherever GX shows suites.

Imported by the modules of such expectations alone, since it imports Great Expectations.
"""

from typing import Any

from great_expectations.render.renderer_configuration import RendererValueType


def described(
    expectation: Any, configuration: Any, sentence: str, *, numbers: tuple[str, ...] = ()
) -> Any:
    """A renderer configuration with its sentence, and how often it must hold if not always.

    Args:
        expectation: the class whose sentence it is.
        configuration: what GX hands to `_prescriptive_template`.
        sentence: without its full stop; `$name` stands for a parameter.
        numbers: the parameters that are numbers, besides `mostly`.
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
