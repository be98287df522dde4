"""A score as people read it, for those who build rules."""

from __future__ import annotations

from collections.abc import Iterator

from consult.deid.scoring import Score, share

STRUCTURED = ("PHONE", "FAX", "EMAIL", "SSN", "MRN", "HEALTH_PLAN", "ACCOUNT", "LICENSE", "URL", "IP", "DATE")
"""What has a shape: here nothing is to be missed."""


def table(score: Score) -> Iterator[str]:
    """The figures that count, then recall by category and what it divides into."""
    yield f"Texts: {score.texts}, words: {score.words}, labels: {score.wanted['all']}"
    yield row("recall", score.found["all"], score.wanted["all"])
    yield row(
        "structured kinds", *(sum(of[kind] for kind in STRUCTURED) for of in (score.found, score.wanted))
    )
    yield f"{'leak rate':<18} {score.leak:6.3f}  {score.leaking} of {score.texts} texts miss something"
    yield f"{'false alerts':<18} {score.false_alerts:6.2f}  per 100 words, {score.alerts} in all"
    yield f"{'clean texts':<18} {'':6}  {score.clean_alerted} of {score.clean} got an alert"
    yield ""
    for kind in sorted(set(score.wanted) - {"all"}):
        category, _blank, sub = kind.partition(" ")
        yield row(f"  {sub}" if sub else category, score.found[kind], score.wanted[kind])


def row(name: str, found: int, wanted: int) -> str:
    return f"{name:<18} {share(found, wanted, 1.0):6.3f}  {found} of {wanted}"


def mistakes(score: Score) -> Iterator[str]:
    """Every miss and every wrong alert with its words: these texts are invented."""
    yield ""
    yield from (f"missed  {of}  {kind}  {words}" for of, kind, words in score.missed)
    yield from (f"wrong   {of}  {kind}  {words}" for of, kind, words in score.wrong)
