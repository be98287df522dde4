"""Rows for what is measured at a body and kept under a number: fingerprints, eyes, voices, genes."""

from __future__ import annotations

from consult.deid.kinds import N_
from consult.deid.rows import Rule, rx, stems, words
from consult.deid.rules.codes import CODE, coded, link

MEASURED = N_("Number of a body measurement. It is listed under a name.")
NUMBER = N_("[number]")

TAKEN = (
    "finger ?prints?|thumb ?prints?|palm ?prints?|foot ?prints?|hand geometry|retina(?:l)?|iris(?:es)?|"
    "face ?id|face ?print|facial recognition|voice ?prints?|biometrics?|dna|genome|afis|iafis|codis|"
    "live ?scan|fbi|ati|tcn|gait"
)
BESIDE = (
    "scan|scans|card|print|prints|profile|sample|kit|template|match|matches|swab|check|tcn|ati|came back|"
    "hit|by|sid"
)

RULES = (
    Rule(
        "biometric",
        "biometric",
        direct=True,
        pattern=rx(rf"(?<!\w)(?:{TAKEN})(?!\w)", link(BESIDE), CODE),
        reason=MEASURED,
        replacement=NUMBER,
        examples=(
            "A fingerprint match (AFIS no. «88120-7»).",
            "Retina scan no. «RS-7741»",
            "FBI number «448120KA3»",
            "DNA profile «D-55810» matched.",
            "Livescan ATI: «X123ABC456»",
        ),
        counter=(
            "DNA testing takes 3 weeks.",
            "The FBI came in 2019.",
            "It prints 11-15/16-20.",
            "Face ID is off since 3/14/2024.",
        ),
        check=coded(4),
        cues=stems(TAKEN),
    ),
    Rule(
        "biometric_of_a_finger",
        "biometric",
        direct=True,
        pattern=rx(
            r"(?<!\w)(?:signed with (?:a|an|her|his|their) )?(?P<id>(?:(?:right|left|inked) (?:hand |index |",
            r"middle |little |big )?|(?<=with a )|(?<=with her )|(?<=with his )|(?<=with their ))",
            r"(?:thumb|finger|palm|foot|toe|hand|ear|index) ?prints?)\b",
        ),
        reason=MEASURED,
        replacement=NUMBER,
        examples=("She signed with a «right thumbprint» since then.", "A «left palm print» is on it."),
        counter=(
            "A left hand.",
            "Her footprint on the world.",
            "Play with her footprints.",
            "The right print.",
        ),
        cues=words("right left inked sign"),
    ),
)
