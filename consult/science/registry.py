"""The measures we know, as data: totals only, never item texts, each number with its source.

Numbers that were only remembered, or that one page alone prints, are `provisional`, and so are all intervals:
they follow from the time that a measure's questions look back at. Thresholds of one measure differ by source,
which is why a measure holds several sets. Measures whose licence does not allow even this are not here
(ORS and SRS, OQ-45, DLA-20, PSS, BDI-II, SWEMWBS): an organisation that may use them makes its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from consult.science.change import Better
from consult.science.instruments import Band, Figure, Instrument, Thresholds, Variant
from consult.science.words import N_

IAPT = N_("IAPT manual")
DEFAULT = N_("product default, not psychometric")
LOOKS_BACK = N_("the time that its questions look back at")


def _days(days: int) -> Figure:
    return Figure(days, LOOKS_BACK, provisional=True)


PHQ9 = Instrument(
    key="phq9",
    name="PHQ-9",
    low=0,
    high=27,
    better=Better.LOWER,
    source=N_("Kroenke, Spitzer and Williams 2001"),
    licence=N_("Free to use, no permission needed, as its publisher says; not checked with the publisher."),
    interval_days=_days(14),
    sets=(
        Thresholds("iapt", IAPT, Figure(6, IAPT), Figure(10, IAPT)),
        Thresholds(
            "five", N_("other sources"), Figure(5, N_("other sources"), provisional=True), Figure(10, IAPT)
        ),
    ),
    bands=(
        Band(0, 4, N_("minimal")),
        Band(5, 9, N_("mild")),
        Band(10, 14, N_("moderate")),
        Band(15, 19, N_("moderately severe")),
        Band(20, 27, N_("severe")),
    ),
    bands_source=N_("Kroenke, Spitzer and Williams 2001"),
    risk_item=True,
)
GAD7 = Instrument(
    key="gad7",
    name="GAD-7",
    low=0,
    high=21,
    better=Better.LOWER,
    source=N_("Spitzer and others 2006"),
    licence=N_("Free to use, no permission needed, as its publisher says; not checked with the publisher."),
    interval_days=_days(14),
    sets=(
        Thresholds("iapt", IAPT, Figure(4, IAPT), Figure(8, IAPT)),
        Thresholds(
            "bischoff",
            N_("Bischoff 2020"),
            Figure(6, N_("Bischoff 2020: 5.59, so 6 in whole points")),
            Figure(10, N_("the cut-off of the first study, Spitzer and others 2006")),
        ),
    ),
    bands=(
        Band(0, 4, N_("minimal")),
        Band(5, 9, N_("mild")),
        Band(10, 14, N_("moderate")),
        Band(15, 21, N_("severe")),
    ),
    bands_source=N_("Spitzer and others 2006"),
)
VA = N_("US National Center for PTSD")
MARX = N_("Marx and others 2022, veterans")
PCL5 = Instrument(
    key="pcl5",
    name="PCL-5",
    low=0,
    high=80,
    better=Better.LOWER,
    source=VA,
    licence=N_("Not under copyright: work of the US government."),
    interval_days=_days(28),
    sets=(
        Thresholds(
            "strict",
            N_("strict"),
            Figure(15, N_("Marx and others 2022, veterans, first sample")),
            Figure(33, N_("US National Center for PTSD, upper end of 31 to 33")),
        ),
        Thresholds(
            "meaningful",
            N_("meaningful change"),
            Figure(10, VA),
            Figure(33, N_("US National Center for PTSD, upper end of 31 to 33")),
        ),
        Thresholds(
            "veterans",
            MARX,
            Figure(18, N_("Marx and others 2022, veterans, second sample")),
            Figure(28, MARX),
        ),
    ),
    bands_source=N_("there are no bands from studies"),
)
TOPP = N_("Topp and others 2015")
WHO5 = Instrument(
    key="who5",
    name="WHO-5",
    low=0,
    high=100,
    better=Better.HIGHER,
    source=TOPP,
    licence=N_("Free to use when the source is named; the WHO’s edition is CC BY-NC-SA (not checked)."),
    interval_days=_days(14),
    sets=(Thresholds("topp", TOPP, Figure(10, TOPP), Figure(50, TOPP)),),
    bands=(
        Band(0, 28, N_("depression likely")),
        Band(29, 50, N_("low well-being")),
        Band(51, 100, N_("not low")),
    ),
    bands_source=N_("from its two cut-offs; there are no official bands"),
    variants=(Variant("raw", N_("WHO-5, raw total"), 0, 25, N_("raw total, four points each"), factor=4),),
)
NOVOPSYCH = N_("NovoPsych")
CORE10 = Instrument(
    key="core10",
    name="CORE-10",
    low=0,
    high=40,
    better=Better.LOWER,
    source=N_("Barkham and others 2013"),
    licence=N_("CC BY-NC-ND; older pages say CC BY-ND."),
    interval_days=_days(7),
    sets=(
        Thresholds(
            "core",
            N_("published threshold, 90 %"),
            Figure(6, N_("published threshold: 90 %, from SD 7.7 and reliability .90 as 5.66")),
            Figure(11, N_("published cut-off: criterion c is 10.46")),
        ),
    ),
    bands=(
        Band(0, 10, N_("healthy or low")),
        Band(11, 14, N_("mild")),
        Band(15, 19, N_("moderate")),
        Band(20, 24, N_("moderately severe")),
        Band(25, 40, N_("severe")),
    ),
    bands_source=NOVOPSYCH,
    risk_item=True,
)
ABS = N_("Australian Bureau of Statistics")
K10 = Instrument(
    key="k10",
    name="K10",
    low=10,
    high=50,
    better=Better.LOWER,
    source=N_("Kessler and others 2002"),
    licence=N_("Free under its developer’s conditions (not checked)."),
    interval_days=_days(28),
    sets=(
        Thresholds(
            "practical",
            N_("practical threshold"),
            Figure(5, N_("one vendor’s page; no published threshold was found"), provisional=True),
            Figure(22, N_("where the band high begins"), provisional=True),
        ),
    ),
    bands=(
        Band(10, 15, N_("low")),
        Band(16, 21, N_("moderate")),
        Band(22, 29, N_("high")),
        Band(30, 50, N_("very high")),
    ),
    bands_source=ABS,
    variants=(Variant("us", N_("K10, US scoring"), 0, 40, N_("items from 0 instead of 1"), plus=10),),
)
AUDITC = Instrument(
    key="auditc",
    name="AUDIT-C",
    low=0,
    high=12,
    better=Better.LOWER,
    source=N_("Bush and others 1998"),
    licence=N_("WHO, free for uses that are not commercial (not checked)."),
    interval_days=_days(84),
    sets=(
        Thresholds("women", N_("cut-off for women"), None, Figure(3, N_("usual cut-off"), provisional=True)),
        Thresholds("men", N_("cut-off for men"), None, Figure(4, N_("usual cut-off"), provisional=True)),
    ),
)
SCALE10 = Instrument(
    key="scale10",
    name=N_("Scale from 0 to 10"),
    low=0,
    high=10,
    better=Better.HIGHER,
    source=N_("ours"),
    licence=N_("Free for everyone."),
    interval_days=Figure(1, DEFAULT, provisional=True),
    sets=(Thresholds("default", DEFAULT, Figure(2, DEFAULT, provisional=True)),),
    psychometric=False,
)

REGISTRY: Mapping[str, Instrument] = MappingProxyType(
    {one.key: one for one in (PHQ9, GAD7, PCL5, WHO5, CORE10, K10, AUDITC, SCALE10)}
)
"""All measures by key, in the order in which a list shows them."""
