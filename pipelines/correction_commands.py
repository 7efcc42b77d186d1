"""The sub-commands of `chiso corrections`: numbers of reports corrected by the hub.

Options and help only, as in `cli`.
"""

from typing import Annotated

import typer

from pipelines.command_options import HomeOption, LanguageOption, run_command
from warehouse.home import DEFAULT_HOME

corrections_app = typer.Typer(
    no_args_is_help=True, help="Đính chính của đầu mối / numbers that the hub corrects"
)
ReasonOption = Annotated[
    str, typer.Option(help="Vì sao, không có dữ liệu cá nhân / why, no personal data")
]
SourceOption = Annotated[
    str, typer.Option(help="Căn cứ: văn bản, sổ gốc / source: a document, the register")
]


@corrections_app.command("list")
def list_corrections(home: HomeOption = DEFAULT_HOME, lang: LanguageOption = "vi") -> None:
    """Mọi đính chính, và còn tác dụng không / every correction, and whether it holds."""
    run_command("corrections", home, lang)


@corrections_app.command("add")
def add_correction(
    place: Annotated[
        tuple[str, str, str],
        typer.Argument(
            metavar="ELEMENT UNIT PERIOD",
            help="Chỉ tiêu, đơn vị, kỳ / e.g. ward.workers_reached DK-DAPHUC 2023-03",
        ),
    ],
    *,
    replace: Annotated[
        tuple[int, int],
        typer.Option(
            metavar="REPORTED RIGHT",
            help="Số báo cáo đang ghi, rồi số đúng / the reported number, then the right one",
        ),
    ],
    reason: ReasonOption,
    source: SourceOption,
    home: HomeOption = DEFAULT_HOME,
    lang: LanguageOption = "vi",
) -> None:
    """Đính chính một con số của báo cáo / correct a number of a report, from the next run on."""
    texts = (reason, source)
    run_command("corrections", home, lang, place=place, numbers=replace, texts=texts)


@corrections_app.command("undo")
def undo_correction(
    correction: Annotated[int, typer.Argument(help="Số của đính chính / its number")],
    *,
    reason: ReasonOption,
    source: SourceOption,
    home: HomeOption = DEFAULT_HOME,
    lang: LanguageOption = "vi",
) -> None:
    """Bỏ một đính chính; cả hai dòng ở lại / undo a correction; both rows stay."""
    run_command("corrections", home, lang, undone=correction, texts=(reason, source))
