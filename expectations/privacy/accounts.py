"""Accounts of a person: numbers beside a bank, a wallet, a card, or the words of a payment.

Rules only: an amount, a span of years and an account at the treasury are no evidence. The texts
are folded before (`letters.fold_letters`). May call warehouse.
"""

import re

from expectations.privacy.amounts import is_amount, is_followed_by_money

_NUMBER = r"(\d(?:[ .-]{0,3}\d){7,18})(?!\d)"
_LONG_NUMBER = r"(?<![\d.,/-])(\d(?:[ .-]?\d){8,18})(?![\d/]|[.,]\d)"
_WALLET = (
    r"(?:momo|viettel ?(?:pay|money)|zalo ?pay|vnpay|shopee ?pay|airpay|moca|paypal|vi dien tu)"
)
_BANK = (
    r"(?<!\w)(?:vietcombank|vcb|vietinbank|vietin|agri(?:bank)?|"
    r"tech(?:combank)?|tcb|tpb|bidv|mb(?: ?bank)?|acb|"
    r"sacombank|vpbank|tpbank|hdbank|shb|scb|vib|seabank|msb|ocb|eximbank|lpbank|shinhan|vpb|stb|"
    r"pvcombank|kienlongbank|namabank|abbank|bac a|lienviet(?:postbank)?|cake|timo|dong a|bank|"
    rf"{_WALLET})(?!\w)"
)
_BEHIND_BANK = re.compile(rf"{_BANK}[^\d\n]{{0,15}}{_NUMBER}")
_BEFORE_BANK = re.compile(
    rf"{_LONG_NUMBER}\W{{1,4}}(?:(?:nh|ngan hang|tai|qua|tk|stk|so tk) )?{_BANK}"
)
_BEHIND_ACCOUNT_WORD = re.compile(
    r"(?:(?<!\w)(?:stk|tknh|tk|so tk|ck|momo)(?!\w)|tai khoan|vao (?:so|stk|tk)|chuyen khoan|"
    r"chuyen tien|nhan tien|g[ou]i tien|so the|the atm|(?<!\w)(?:atm|napas)(?!\w))"
    r"(?: (?:ngan hang|ca nhan|so|nh|vao|qua|tk|stk|den|toi))*[^\d\n]{0,25}(?:\d{2,4}[a-z]\W?)?"
    rf"{_NUMBER}"
)
_BEHIND_LABEL = re.compile(rf"(?:(?<!\w)stk(?!\w)|tai khoan)[^\d\n;]{{0,60}}:\W{{0,3}}{_NUMBER}")
_BEHIND_PAYMENT = re.compile(
    r"(?<!\w)(?:chuyen|nhan|g[ou]i|ck|nop|tra|dong|rut|tien)(?!\w)[^\n]{0,40}?"
    rf"(?<!\w)(?:vao|vo|ve|qua|den)(?: (?:so|the|tk))*\W{{1,2}}{_LONG_NUMBER}"
)
_WALLET_ID = re.compile(
    rf"{_WALLET}[^\d\n]{{0,40}}(?<!\w)(?:id|ma vi|ma so|so vi)\W{{0,3}}(?:la )?"
    r"(\d(?:[ .-]?\d){5,13})(?!\d)"
)
_JOINED_ACCOUNT = re.compile(r"(?<!\w)stk ?[a-z]{2,12} ?(\d{8,16})(?!\d)")
_CARD = re.compile(r"(?<![\d.,/-])(9704(?:[ .-]?\d){12,15})(?!\d)")
_PATTERNS = (_BEHIND_BANK, _BEFORE_BANK, _BEHIND_PAYMENT, _WALLET_ID, _CARD, _JOINED_ACCOUNT)
_HINT = re.compile(r"\d(?:[ .-]{0,3}\d){5}")
_TREASURY_WORDS = re.compile(r"kho bac|kbnn|ngan sach|tam thu|tam giu")
_YEARS = re.compile(r"(?:19|20)\d\d ?- ?(?:19|20)\d\d")
_AMOUNT_WORDS = re.compile(
    r"giai ngan|du no|kinh phi|(?<!\w)(?:dong|trieu|nghin|ngan|ty|vnd|von|cho vay|ho tro|tai tro|"
    r"tang|tong|doanh thu|quyet toan)(?!\w)"
)
_ACCOUNT_DIGITS = 12
"""The least digits of an account number typed in threes, which else is an amount."""


def has_account(folded_text: str) -> bool:
    """Return whether a folded text holds the number of a bank account, a card or a wallet."""
    if not _HINT.search(folded_text):
        return False
    patterns = (
        _PATTERNS
        if _TREASURY_WORDS.search(folded_text)
        else (*_PATTERNS, _BEHIND_ACCOUNT_WORD, _BEHIND_LABEL)
    )
    return any(
        not _is_amount_or_years(folded_text, match)
        for pattern in patterns
        for match in pattern.finditer(folded_text)
    )


def _is_amount_or_years(folded_text: str, match: re.Match[str]) -> bool:
    """Return whether a number is no account: years, or an amount, unless it is as long as one."""
    number = match[match.re.groups]
    if _YEARS.match(number) or is_followed_by_money(folded_text, match):
        return True
    if number.startswith("0") or not is_amount(folded_text, match):
        return False
    digits = re.sub(r"\D", "", number)
    is_long = len(digits) >= _ACCOUNT_DIGITS and not digits.endswith("000")
    return not is_long or bool(_AMOUNT_WORDS.search(folded_text))
