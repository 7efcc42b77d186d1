"""Detached minisign signatures: who signed a file of the inbox, for which unit and period.

A signature lies beside its file, `báo cáo.xlsx.minisig`; the keys are in `senders.csv`. The trusted
comment, which is signed too, names unit and period: `DK-CA 2023-05`. Reads files, moves none.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from assets.raw.file_senders import find_binding, list_unit_bindings
from assets.raw.submission import Submission
from assets.raw.submission_checks import add_findings
from warehouse.catalogue import Catalogue
from warehouse.finding_draft import FindingDraft

WRONG_SIGNATURE_CODE = "E-SIGN-001"
MAX_SIGNATURE_SIZE = 4096


def check_signatures(catalogue: Catalogue, submissions: Iterable[Submission]) -> list[Submission]:
    """Add a finding to every report whose signature is wrong, or is for another report."""
    return [
        add_findings(submission, [FindingDraft(WRONG_SIGNATURE_CODE)], catalogue)
        if _has_wrong_signature(catalogue, submission)
        else submission
        for submission in submissions
    ]


def _has_wrong_signature(catalogue: Catalogue, submission: Submission) -> bool:
    """Return whether a signature can be checked and does not hold; a missing one is not wrong."""
    report, signature = submission.report, submission.delivery.signature
    if not (report and report.unit and report.period and signature):
        return False
    binding = find_binding(submission.sender, list_unit_bindings(catalogue, report.unit))
    if binding is None or not binding.public_keys:
        return False
    signed_words = read_signed_words(submission.delivery.path, signature, binding.public_keys)
    return signed_words is None or not {report.unit, report.period} <= signed_words


def read_signed_words(
    file: Path, signature_file: Path, public_keys: Sequence[str]
) -> frozenset[str] | None:
    """Return the words of the trusted comment if one of the keys signed the file; else None."""
    from minisign import Error, PublicKey, Signature  # slow to import, and few offices sign

    if signature_file.stat().st_size > MAX_SIGNATURE_SIZE:
        return None
    content = file.read_bytes()
    for public_key in public_keys:
        try:
            signature = Signature.from_bytes(signature_file.read_bytes())
            PublicKey.from_base64(public_key).verify(content, signature)
        except (Error, ValueError):  # ValueError: a key that is no point, a comment not in UTF-8
            continue
        return frozenset(signature.trusted_comment.split())
    return None
