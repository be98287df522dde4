"""Who is who in a document: one stand-in for one person, wherever the name or a part of it stands."""

from __future__ import annotations

from collections.abc import Iterable

from consult.deid.names.classes import BY_WORD

Naming = tuple[str, str]
"""The words of a name, and the last words before it, both in small letters."""

# What a stand-in says is what the text said anyway: "her son Danny" becomes "her [son]".
SAID = {
    "mom": "mother", "mum": "mother", "mommy": "mother", "mama": "mother", "ma": "mother",
    "dad": "father", "daddy": "father", "papa": "father", "bf": "partner", "gf": "partner",
    "boyfriend": "partner", "girlfriend": "partner", "husband": "partner", "wife": "partner",
    "spouse": "partner", "ex": "former partner", "granny": "grandmother", "gran": "grandmother",
    "gram": "grandmother", "grandma": "grandmother", "gma": "grandmother", "mgm": "grandmother",
    "pgm": "grandmother", "nana": "grandmother", "abuela": "grandmother", "grandpa": "grandfather",
    "gpa": "grandfather", "grandad": "grandfather", "mgf": "grandfather", "pgf": "grandfather",
    "abuelo": "grandfather", "auntie": "aunt", "aunty": "aunt", "tia": "aunt", "tio": "uncle",
    "sis": "sister", "bro": "brother", "kid": "child", "baby": "child", "toddler": "child",
    "infant": "child", "newborn": "child", "oldest": "child", "eldest": "child", "youngest": "child",
    "middle": "child", "boy": "child", "girl": "child", "twin": "child", "twins": "children",
    "kids": "children", "cl": "client", "clt": "client", "pt": "client", "patient": "client",
    "neighbour": "neighbor", "sw": "worker", "cw": "worker", "caseworker": "worker", "po": "officer",
    "counsellor": "counselor", "psych": "doctor", "psychiatrist": "doctor", "pediatrician": "doctor",
    "physician": "doctor", "dr": "doctor", "lawyer": "attorney", "solicitor": "attorney",
    "det": "detective", "sgt": "officer", "deputy": "officer", "cop": "officer", "rev": "pastor",
    "minister": "pastor", "teen": "young person", "youth": "young person", "student": "young person",
    "pupil": "young person",
}  # fmt: skip
PLAIN_ROLES = frozenset(
    [
        "mother",
        "father",
        "son",
        "daughter",
        "child",
        "children",
        "sibling",
        "brother",
        "sister",
        "partner",
        "friend",
        "roommate",
        "neighbor",
        "uncle",
        "aunt",
        "cousin",
        "niece",
        "nephew",
        "grandmother",
        "grandfather",
        "grandson",
        "granddaughter",
        "stepmother",
        "stepfather",
        "stepson",
        "stepdaughter",
        "client",
        "worker",
        "counselor",
        "therapist",
        "teacher",
        "attorney",
        "judge",
        "officer",
        "detective",
        "guardian",
        "caregiver",
        "sponsor",
        "mentor",
        "coach",
        "supervisor",
        "manager",
        "landlord",
        "tenant",
        "nurse",
        "doctor",
        "midwife",
        "advocate",
        "interpreter",
        "colleague",
        "pastor",
        "priest",
        "imam",
        "rabbi",
        "principal",
        "coordinator",
        "resident",
        "veteran",
        "witness",
    ]
)
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def stand_ins(namings: Iterable[Naming]) -> list[str]:
    """For each name in order, what could stand there: "[son]", or "[person A]" where nothing says more."""
    namings = list(namings)
    people = who_is_who([words for words, _before in namings])
    roles: dict[int, str] = {}
    for person, (_words, before) in zip(people, namings, strict=True):
        if person not in roles and (role := role_in(before)):
            roles[person] = role
    names: dict[int, str] = {}
    taken: dict[str, int] = {}
    for person in people:
        if person not in names:
            names[person] = numbered(roles[person], taken) if person in roles else lettered(taken)
    return [names[person] for person in people]


def who_is_who(names: list[str]) -> list[int]:
    """For each name the number of its person: names that share a part are one person's.

    Two full names that share only the surname are two people of one family.
    """
    bare = [name.removesuffix("'s").replace("-", " ").replace(".", "") for name in names]
    parts = [[part for part in name.split() if part] for name in bare]
    full: dict[int, list[str]] = {}
    for number, some in enumerate(parts):
        if len(some) > 1 and not any(some[0] == other[0] for other in full.values()):
            full[number] = some
    people: dict[str, int] = {}
    for number, some in full.items():
        people.setdefault(some[0], number)
    for number, some in full.items():
        for part in some[1:]:
            people.setdefault(part, number)
    return [people.setdefault(some[0] if some else "", number) for number, some in enumerate(parts)]


def role_in(before: str) -> str:
    """What the words before a name say that the person is."""
    words = before.replace(",", " ").replace(":", " ").replace(".", " ").split()[-2:]
    for word in reversed(words):
        role = SAID.get(word, word)
        if role in PLAIN_ROLES or word in SAID:
            return role
        if word not in ("named", "called", "is", "was") and not BY_WORD.get(word, frozenset()) & {"title"}:
            return ""
    return ""


def numbered(role: str, taken: dict[str, int]) -> str:
    taken[role] = taken.get(role, 0) + 1
    return f"[{role}]" if taken[role] == 1 else f"[{role} {taken[role]}]"


def lettered(taken: dict[str, int]) -> str:
    number = taken.get("", 0)
    taken[""] = number + 1
    round_, letter = divmod(number, len(LETTERS))
    return f"[person {LETTERS[letter]}{round_ or ''}]"
