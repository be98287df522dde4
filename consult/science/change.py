"""Is a change real? Reliable and clinically significant change of one person's scores.

Source: Jacobson and Truax 1991, Clinical significance, Journal of Consulting and Clinical Psychology 59,
12-19. SE = SD sqrt(1 - r); Sdiff = sqrt(2) SE; RCI = (after - before) / Sdiff; reliable from 1.96 on.
Cut-offs: a lies two SD beyond the clinical mean, b within two SD of the functional mean, c between both.
All scores, SDs and thresholds are in points of the measure. Thresholds differ by source, sometimes by half,
so every verdict prints the rule that it was made with.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from consult.science.words import N_, Sentence, Value, finite, reaches, signed

Z = 1.96
"""Two-sided 95 %. Some published thresholds take 1.645 (90 %)."""
SDS = 2
"""How many standard deviations criteria a and b look away from a mean."""


class Better(StrEnum):
    """Which direction of a measure is the better one."""

    LOWER = "lower_better"
    HIGHER = "higher_better"

    @property
    def sign(self) -> int:
        """What makes a gain out of a difference: +1 when higher is better, else -1."""
        return 1 if self is Better.HIGHER else -1


class Verdict(StrEnum):
    """What became of a score. `harmed` (worse, and now on the clinical side) is told apart on request."""

    RECOVERED = "recovered"
    IMPROVED = "improved"
    UNCHANGED = "unchanged"
    DETERIORATED = "deteriorated"
    HARMED = "harmed"


LABELS = {
    Verdict.RECOVERED: N_("Real change, and out of the clinical range"),
    Verdict.IMPROVED: N_("Real change for the better"),
    Verdict.UNCHANGED: N_("No real change"),
    Verdict.DETERIORATED: N_("Real change for the worse"),
    Verdict.HARMED: N_("Real change for the worse, into the clinical range"),
}


@dataclass(frozen=True, slots=True)
class Norms:
    """Mean and standard deviation of a group, in points. Errors: a deviation that is not above zero."""

    mean: float
    sd: float

    def __post_init__(self) -> None:
        finite(self.mean, self.sd)
        if self.sd <= 0:
            raise ValueError("A standard deviation lies above zero.")


@dataclass(frozen=True, slots=True)
class CutOffs:
    """The three cut-offs; b and c need the norms of people who live without the trouble."""

    a: float
    b: float | None
    c: float | None


@dataclass(frozen=True, slots=True)
class Rule:
    """What a verdict is made with: points that count as real, the first clinical score, and the source.

    `reliable` None: no real change can be told. `cut_off` None: nobody can be called recovered. A score that
    stands exactly at the cut-off is on the clinical side.
    """

    better: Better
    reliable: float | None
    cut_off: float | None = None
    measure: str = N_("this measure")
    source: str = N_("worked out from norms")

    def __post_init__(self) -> None:
        finite(self.reliable or 0, self.cut_off or 0)
        if self.reliable is not None and self.reliable <= 0:
            raise ValueError("The points that count as real change lie above zero.")

    def gain(self, before: float, after: float) -> float:
        """Points for the better; below zero for the worse."""
        return self.better.sign * (after - before)

    def is_clinical(self, score: float) -> bool | None:
        """Does this score lie on the clinical side? None without a cut-off."""
        if self.cut_off is None:
            return None
        return reaches(self.better.sign * (self.cut_off - score), 0)


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict with its arithmetic: points gained, the rule, and one sentence that says both."""

    verdict: Verdict
    gain: float
    rule: Rule
    sentence: Sentence


def standard_error(sd: float, reliability: float) -> float:
    """SE of a score, in points. Raises ValueError unless sd > 0 and reliability is 0 to below 1."""
    Norms(0, sd)
    if not 0 <= reliability < 1:
        raise ValueError("A reliability lies between 0 and 1, below 1.")
    return sd * math.sqrt(1 - reliability)


def difference_error(sd: float, reliability: float) -> float:
    """Sdiff: the standard error of a difference of two scores, in points."""
    return math.sqrt(2) * standard_error(sd, reliability)


def reliable_change_index(before: float, after: float, sd: float, reliability: float) -> float:
    """RCI: the difference in standard errors of a difference (no unit)."""
    finite(before, after)
    return (after - before) / difference_error(sd, reliability)


def threshold(sd: float, reliability: float, z: float = Z) -> float:
    """The points that count as real change: z times Sdiff."""
    return z * difference_error(sd, reliability)


def cut_offs(clinical: Norms, functional: Norms | None, better: Better) -> CutOffs:
    """Criteria a, b and c from the norms of a clinical and a functional group, in points."""
    a = clinical.mean + better.sign * SDS * clinical.sd
    if functional is None:
        return CutOffs(a, None, None)
    b = functional.mean - better.sign * SDS * functional.sd
    both = clinical.sd + functional.sd
    c = (functional.sd * clinical.mean + clinical.sd * functional.mean) / both
    return CutOffs(a, b, c)


def judge(before: float | None, after: float | None, rule: Rule, *, harmed: bool = False) -> Judged | None:
    """Which class a pair of scores falls into; None when a score or a threshold is missing.

    The order matters: recovered (real change for the better, and from the clinical to the other side), then
    improved, deteriorated (with `harmed`: told apart when the cut-off was crossed), else unchanged.
    """
    if before is None or after is None or rule.reliable is None:
        return None
    finite(before, after)
    gain = rule.gain(before, after)
    was, is_ = rule.is_clinical(before), rule.is_clinical(after)
    if reaches(gain, rule.reliable):
        verdict = Verdict.RECOVERED if was and is_ is False else Verdict.IMPROVED
    elif reaches(-gain, rule.reliable):
        crossed = harmed and was is False and is_
        verdict = Verdict.HARMED if crossed else Verdict.DETERIORATED
    else:
        verdict = Verdict.UNCHANGED
    return Judged(verdict, gain, rule, _sentence(before, after, rule, rule.reliable))


def _sentence(before: float, after: float, rule: Rule, reliable: float) -> Sentence:
    values: dict[str, Value] = {"before": before, "after": after, "change": signed(after - before)}
    values |= {"reliable": reliable, "measure": rule.measure, "source": rule.source}
    if rule.cut_off is None:
        return Sentence(
            N_("From {before} to {after} is {change}; {reliable} would count ({measure}, {source})."), values
        )
    values["cut_off"] = rule.cut_off
    if rule.better is Better.LOWER:
        text = N_(
            "From {before} to {after} is {change}; {reliable} would count, and {cut_off} or more is clinical"
            " ({measure}, {source})."
        )
    else:
        text = N_(
            "From {before} to {after} is {change}; {reliable} would count, and {cut_off} or less is clinical"
            " ({measure}, {source})."
        )
    return Sentence(text, values)
