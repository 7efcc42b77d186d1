"""`chiso doctor`: a line for each possible fault of a home, with the remedy; or JSON.

Prints only; what is examined is `pipelines.examinations`.
"""

import json
import sys
from pathlib import Path

from pipelines.commands.exit_codes import ExitCode
from pipelines.examinations import examine_home
from pipelines.settings import Settings
from pipelines.surroundings import FAULT, WARNING, WELL, Examination
from warehouse.home import Home
from warehouse.language import Lang
from warehouse.text import escape_invisible

_SIGNS = {WELL: "✔", WARNING: "!", FAULT: "✘"}


def main(*, home: Path, lang: Lang, as_json: bool) -> int:
    """Print the examinations; any fault is `FAILED`, a warning is none."""
    examinations = list(examine_home(Home(home.absolute()), Settings()))
    if as_json:
        records = [_build_record(examination, lang) for examination in examinations]
        sys.stdout.write(json.dumps(records, ensure_ascii=False, indent=1) + "\n")
    else:
        for examination in examinations:
            sys.stdout.write(escape_invisible(_format_line(examination, lang)) + "\n")
    has_fault = any(examination.state == FAULT for examination in examinations)
    return ExitCode.FAILED if has_fault else ExitCode.DONE


def _format_line(examination: Examination, lang: Lang) -> str:
    remedy = f" → {examination.remedy.text(lang)}" if examination.remedy else ""
    sign = _SIGNS[examination.state]
    return f"{sign} {examination.subject}: {examination.fact.text(lang)}{remedy}"


def _build_record(examination: Examination, lang: Lang) -> dict[str, str]:
    return {
        "subject": examination.subject,
        "state": examination.state,
        "fact": examination.fact.text(lang),
        "remedy": examination.remedy.text(lang) if examination.remedy else "",
    }
