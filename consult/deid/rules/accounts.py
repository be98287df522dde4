"""Rows for the numbers of bank accounts and of cards that pay."""

from __future__ import annotations

from consult.deid.kinds import N_
from consult.deid.rows import Rule, exactly, rx, said, stems, words
from consult.deid.rules.codes import CODE, ENDING, GAP, NUMBER, YEARS, bank_account, coded, link, payment_card

ACCOUNT = N_("Account or card number. Always removed.")

ACCOUNTS = (
    "account|acct|a/c|routing|checking|savings|debit card|credit card|bank card|metro ?card|bus card|"
    "gift card|library card|oyster|opus card|ebt|sort|iban|venmo|paypal"
)
CARDS = "card|visa|mastercard|amex"

RULES = (
    Rule(
        "iban",
        "account",
        direct=True,
        pattern=exactly(r"(?<!\w)(?:[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?)(?!\w)"),
        reason=ACCOUNT,
        replacement=N_("[account number]"),
        examples=("Pay to «DE89 3704 0044 0532 0130 00».", "Pay to «GB82WEST12345698765432»."),
        counter=("Pay to DE89 3704 0044 0532 0130 01.",),
        check=bank_account,
    ),
    Rule(
        "card",
        "account",
        direct=True,
        pattern=rx(r"(?<![\w.-])(?:\d{4}(?:[ -]?\d{4}){2}[ -]?\d{1,7}|3\d{3}[ -]?\d{6}[ -]?\d{5})(?![\w-])"),
        reason=ACCOUNT,
        replacement=N_("[card number]"),
        examples=("He used «4111 1111 1111 1111».", "He used «378282246310005»."),
        counter=("He used 4111 1111 1111 1112.",),
        check=payment_card,
        number=13,
    ),
    Rule(
        "card_named",
        "account",
        direct=True,
        pattern=rx(
            r"\b(?:card|visa|mastercard|amex|discover|ebt)\b[^\d\n]{0,20}",
            r"(?P<id>\d{4}([ -]?)\d{4}\2\d{4}\2\d{3,4})(?![\w-])",
        ),
        reason=ACCOUNT,
        replacement=N_("[card number]"),
        examples=("Her card «5424 1802 7998 0471» is gone.",),
        counter=("The card of 2019 2020 2021 is gone.",),
        cues=words("card visa amex discover ebt"),
    ),
    Rule(
        "account_pin",
        "account",
        direct=True,
        pattern=rx(
            r"\b(?:pin(?: code| number)?|pass ?code)(?: is| was)?[ :=]{1,2}(?P<id>\d{4,8})(?![\w%]|[-./]\d)",
            r"(?! (?:people|times|steps))",
        ),
        reason=ACCOUNT,
        replacement=N_("[number]"),
        examples=("The PIN is «4471», he told me.",),
        counter=("Pin 12 notes to it.",),
        cues=words("pin passcode"),
    ),
    Rule(
        "account_four",
        "account",
        direct=True,
        pattern=rx(r"\b(?:acct|a/c|account)\b[ .:#-]{1,3}(?P<id>\d{4})(?= ?[.,;)\n]|$)"),
        reason=ACCOUNT,
        replacement=N_("[last digits]"),
        examples=("From her checking acct *«7781».",),
        counter=("An account 2019.", "On account 12."),
        check=lambda match: not YEARS.fullmatch(said(match)),
        cues=words("acct a/c account"),
    ),
    Rule(
        "account",
        "account",
        direct=True,
        pattern=rx(rf"\b(?:{ACCOUNTS})\b", link("card|account"), CODE),
        reason=ACCOUNT,
        replacement=N_("[account number]"),
        examples=(
            "There were withdrawals from acct. «0075882084».",
            "From account number «66246-4116».",
            "Routing number «021000021», checking «448120771».",
            "EBT card «5077080012»",
            "The metro card, «6003 4418 207», is on it.",
        ),
        counter=(
            "On account of 12 sessions.",
            "The account of 2019.",
            "Savings of 1200 a month.",
            "Her checking account is 400 short.",
        ),
        check=coded(6),
        cues=stems(ACCOUNTS),
    ),
    Rule(
        "account_number",
        "account",
        direct=True,
        pattern=rx(rf"\b(?:{ACCOUNTS})\b{GAP}", NUMBER, link(), CODE),
        reason=ACCOUNT,
        replacement=N_("[account number]"),
        examples=("Account number «4471».", "Acct # «88-120»", "Sort code: «12-34-56»."),
        counter=("Account no longer open since 2019.",),
        # A sort code looks like a date.
        check=lambda match: "sort" in match[0].lower() or coded(4)(match),
        cues=stems(ACCOUNTS),
    ),
    Rule(
        "account_ending",
        "account",
        direct=True,
        pattern=rx(
            rf"\b(?:{ACCOUNTS}|{CARDS})\b[^\d\n]{{0,25}}",
            rf"(?:\b(?:{ENDING}|starting|starts|beginning|begins)(?: (?:in|with|on|are|is|of))?[ :]{{1,3}}",
            r"|[ :](?=x{1,4}\d|\*{1,8}\d|\.{3}))(?:\*{1,8}|\.{3})?(?P<id>x{0,4}\d{3,5})(?![\w%])",
        ),
        reason=ACCOUNT,
        replacement=N_("[last digits]"),
        examples=(
            "From a checking account ending in «2674».",
            "Her card ends in «4242».",
            "acct «x4471»",
            "The debit card starting «4147»",
        ),
        counter=("The account ended in 12 weeks.", "On that account, at the end 3 people came."),
        cues=stems(f"{ACCOUNTS}|{CARDS}"),
    ),
    Rule(
        "account_masked",
        "account",
        direct=True,
        pattern=rx(r"(?<![\w-])(?P<id>x{1,8}[- ]?\d{4}|(?:\*{2,8}|\.{3,4}|…) ?\d{4})(?![\w%]|[-./]\d)"),
        reason=ACCOUNT,
        replacement=N_("[last digits]"),
        examples=("In the joint acct, Dad sees all («x7719»).", "checking «xxxx8812»", "acct «…3390»"),
        counter=("It is 2x1000.", "So... 12 of them."),
        check=lambda match: not YEARS.fullmatch(said(match)[-4:]),
        cues=words("x ** ... …"),
    ),
)
