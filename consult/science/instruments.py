"""What a measure is: range, direction, bands, thresholds and variants, a source for every number.

Score only: no item texts, no norm tables. The measures themselves stand in `registry`; an organisation makes
its own with `custom`. A number whose source is weak is marked `provisional` and shown so.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from consult.science.change import Better, Rule
from consult.science.words import N_, Sentence, Unfit, Value, finite, reaches

LONGEST_NAME = 60
RECENT = 3
"""Scores that the hint about the other direction looks back at."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number and where it is from; `provisional` when the source is weak or was not seen."""

    value: float
    source: str
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """What scores from `low` to `high` (both included) are called."""

    low: float
    high: float
    name: str


@dataclass(frozen=True, slots=True)
class Thresholds:
    """One source's set: points that count as real change, and the first clinical score. None: it has none."""

    key: str
    name: str
    reliable: Figure | None = None
    clinical: Figure | None = None


@dataclass(frozen=True, slots=True)
class Variant:
    """Another way the same measure is scored: its own range, and how it becomes the usual score."""

    key: str
    name: str
    low: float
    high: float
    source: str
    factor: float = 1
    plus: float = 0

    def usual(self, total: float) -> float:
        """The usual score for a total of this variant."""
        return total * self.factor + self.plus


@dataclass(frozen=True, slots=True)
class Instrument:
    """A measure. The first of `sets` is the one that holds unless the organisation chose another."""

    key: str
    name: str
    low: float
    high: float
    better: Better
    source: str
    licence: str
    interval_days: Figure
    """How many days lie between two scores at least: the time that its questions look back at."""
    sets: tuple[Thresholds, ...] = (Thresholds("none", N_("no thresholds")),)
    bands: tuple[Band, ...] = ()
    bands_source: str = ""
    risk_item: bool = False
    variants: tuple[Variant, ...] = ()
    whole: bool = True
    """Totals are whole numbers."""
    psychometric: bool = True
    """False for a plain scale: no study stands behind its thresholds."""

    def thresholds(self, key: str = "") -> Thresholds:
        """The set of this name, the usual one without a name. Raises KeyError for a name it has not."""
        if not key:
            return self.sets[0]
        return {one.key: one for one in self.sets}[key]

    def rule(self, key: str = "") -> Rule:
        """What verdicts are made with, and how the rule is named beside each of them."""
        chosen = self.thresholds(key)
        reliable, clinical = chosen.reliable, chosen.clinical
        return Rule(
            self.better,
            reliable.value if reliable else None,
            clinical.value if clinical else None,
            self.name,
            chosen.name,
        )

    def variant(self, key: str) -> Variant:
        """The variant of this name; without a name the usual scoring. Raises KeyError for an unknown one."""
        if not key:
            return Variant("", self.name, self.low, self.high, self.source)
        return {one.key: one for one in self.variants}[key]

    def band(self, score: float) -> Band | None:
        """What a usual score is called; a tenth between two bands belongs to the lower one."""
        reached = [one for one in self.bands if reaches(score, one.low)]
        return reached[-1] if reached and score <= self.high else None

    def is_clinical(self, score: float, key: str = "") -> bool | None:
        """Does a usual score lie on the clinical side? None without a cut-off."""
        return self.rule(key).is_clinical(score)


def usual(instrument: Instrument, total: float, variant: str = "") -> float:
    """A total as the usual score. Raises `Unfit`, with what to do, when it cannot be one."""
    scoring = instrument.variant(variant)
    values: dict[str, Value] = {"measure": scoring.name, "low": scoring.low, "high": scoring.high}
    if not math.isfinite(total):
        raise Unfit(Sentence(N_("Write the total of {measure} as a number from {low} to {high}."), values))
    if not scoring.low <= total <= scoring.high:
        text = N_("{measure} goes from {low} to {high}, and this is {total}. Check the total.")
        raise Unfit(Sentence(text, {**values, "total": total}))
    if instrument.whole and total != int(total):
        text = N_("Totals of {measure} are whole numbers. Check the total.")
        raise Unfit(Sentence(text, {"measure": scoring.name}))
    return scoring.usual(total)


def other_direction(
    instrument: Instrument, earlier: Sequence[float], score: float, key: str = ""
) -> Sentence | None:
    """A hint, never a block: does this score look as if it was counted the other way round?

    The house's own rule: it lies half the range or more from the middle of the last three scores, and
    mirrored (low + high - score) it lies within a real change of it (a tenth of the range without one).
    """
    if not earlier:
        return None
    finite(score, *earlier)
    span = instrument.high - instrument.low
    last = median(earlier[-RECENT:])
    mirrored = instrument.low + instrument.high - score
    reliable = instrument.thresholds(key).reliable
    near = min(reliable.value, span / 4) if reliable else span / 10
    if not reaches(abs(score - last), span / 2) or not reaches(near, abs(mirrored - last)):
        return None
    if instrument.better is Better.LOWER:
        text = N_(
            "The last scores were about {last}, this one is {score}. On {measure}, lower is better."
            " Was it counted the other way round?"
        )
    else:
        text = N_(
            "The last scores were about {last}, this one is {score}. On {measure}, higher is better."
            " Was it counted the other way round?"
        )
    return Sentence(text, {"last": last, "score": score, "measure": instrument.name})


def too_soon(instrument: Instrument, days: float) -> Sentence | None:
    """A hint, never a block: so many days after the last score, the questions look back at the same time."""
    least = instrument.interval_days.value
    if days >= least:
        return None
    text = N_("Days since the last score: {days}. {measure} looks back over {least}.")
    return Sentence(text, {"days": int(days), "measure": instrument.name, "least": least})


def custom(  # noqa: PLR0913 - each is a field of the form that makes a measure
    key: str,
    name: str,
    low: float,
    high: float,
    better: Better,
    *,
    reliable: float | None = None,
    clinical: float | None = None,
    bands: Sequence[Band] = (),
    risk_item: bool = False,
    interval_days: int = 7,
    whole: bool = True,
) -> Instrument:
    """An organisation's own measure. Raises `Unfit` when its numbers do not fit together."""
    if not name.strip() or len(name) > LONGEST_NAME:
        raise Unfit(Sentence(N_("Give the measure a name of up to {most} letters."), {"most": LONGEST_NAME}))
    if not (math.isfinite(low) and math.isfinite(high) and low < high):
        raise Unfit(Sentence(N_("The highest total lies above the lowest one.")))
    if reliable is not None and not 0 < reliable <= high - low:
        text = N_("The points that count as real change lie above 0 and within the range.")
        raise Unfit(Sentence(text))
    if clinical is not None and not low <= clinical <= high:
        raise Unfit(
            Sentence(N_("The cut-off lies within the range, {low} to {high}."), {"low": low, "high": high})
        )
    if interval_days < 1:
        raise Unfit(Sentence(N_("Between two scores lies a day at least.")))
    own = N_("the organisation’s own")
    ordered = tuple(sorted(bands, key=lambda band: band.low))
    edges = [edge for band in ordered for edge in (band.low, band.high)]
    if edges != sorted(edges) or any(not low <= edge <= high for edge in edges) or _touch(ordered):
        raise Unfit(Sentence(N_("Bands lie within the range, one above the other, and do not overlap.")))
    chosen = Thresholds(
        "own",
        own,
        Figure(reliable, own, provisional=True) if reliable is not None else None,
        Figure(clinical, own, provisional=True) if clinical is not None else None,
    )
    return Instrument(
        key=key,
        name=name.strip(),
        low=low,
        high=high,
        better=better,
        source=own,
        licence=N_("The right to use it is the organisation’s to see to."),
        interval_days=Figure(interval_days, own, provisional=True),
        sets=(chosen,),
        bands=ordered,
        bands_source=own if ordered else "",
        risk_item=risk_item,
        whole=whole,
        psychometric=False,
    )


def _touch(bands: Sequence[Band]) -> bool:
    return any(upper.low <= lower.high for lower, upper in pairwise(bands))
