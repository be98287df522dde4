"""Rows for words in small letters that nobody knows, where only a person could stand."""

from __future__ import annotations

from consult.deid.names.cue import BESIDE, Cue
from consult.deid.names.sorts import Sort

UNKNOWN = (Sort.surname, Sort.strange)

LOOSE = (
    Cue(
        "name_small_owner",
        UNKNOWN,
        BESIDE,
        ("w/o checking «beto»'s location", "and then «rosheen»'s phone died"),
        ("against the halacha's rule", "his nali's truck", "her mom's house"),
        left=("bare",),
        right=("owns",),
        direct=False,
    ),
    Cue(
        "name_small_aunt",
        UNKNOWN,
        BESIDE,
        (
            "we had kuya «jhunrel» same story",
            "ask sister «perpetova» from church",
            "her comadre «lety» in town",
        ),
        ("her sister vapes", "the aunt dissociates", "my sister masturbates"),
        left=("aunt", "sister"),
        direct=False,
    ),
    Cue(
        "name_small_and_me",
        (*UNKNOWN, Sort.both, Sort.seldom),
        BESIDE,
        ("erm «tolu» and i talked", "so me and «stu» went", "«rosheen» n i did the visit"),
        (
            "we talked and i left",
            "this and i agree",
            "i hope and i pray",
            "housing and i agree",
            "you and me and hope",
        ),
        left=("me and",),
        direct=False,
        needs=("no verb",),
    ),
    Cue(
        "name_small_and_i",
        (*UNKNOWN, Sort.both, Sort.seldom),
        BESIDE,
        ("erm «tolu» and i talked for an hour", "«rosheen» n i did the visit"),
        ("i hope and i pray", "she cried and i left"),
        left=("begins", "clause", "filler", "quotes"),
        right=("and i",),
        direct=False,
        needs=("no verb",),
    ),
    Cue(
        "name_small_with_kin",
        (*UNKNOWN, Sort.both),
        BESIDE,
        ("«thandu» and her boys moved out", "saw «rose» n her mum today"),
        ("rehab and her mom", "hope and her son", "school and her mother"),
        right=("and kin",),
        direct=False,
        needs=("no verb",),
    ),
    Cue(
        "name_small_to_do",
        (*UNKNOWN, Sort.seldom),
        BESIDE,
        ("action «tolu» to ring the head", "«kofo» to chase housing", "plan: «rosheen» to email gp"),
        ("rehab to call back", "telehealth to follow", "need to ring her"),
        left=("begins", "clause", "action"),
        right=("to do",),
        direct=False,
    ),
    Cue(
        "name_small_without",
        (*UNKNOWN, Sort.seldom),
        BESIDE,
        ("whether mum can manage without «gaz»", "she cant cope w/o «rosheen»"),
        ("she left without meds", "w/o insurance", "without methadone"),
        left=("without",),
        direct=False,
    ),
    Cue(
        "name_small_put",
        UNKNOWN,
        BESIDE,
        ("put «amarou» on the list", "add «rosheen» to the list"),
        ("put meds on the list", "put naloxone on it"),
        left=("put",),
        right=("to do", "onto"),
        direct=False,
    ),
    Cue(
        "name_small_kin_verbed",
        (Sort.both, Sort.surname, Sort.strange),
        BESIDE,
        ("her ex «rusty» showed up", "my cousin «precious» moved in"),
        ("her mom hopes", "his bf may call", "her dad drew it", "my client rose early"),
        left=("whose kin",),
        right=("past",),
        direct=False,
        needs=("no verb",),
    ),
)
