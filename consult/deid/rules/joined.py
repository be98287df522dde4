"""Organisations with small words in their names: "Haven of Hope", "Villas at Oak Park"."""

from __future__ import annotations

from collections.abc import Iterator

from consult.deid import lexicon
from consult.deid.plain import Plain
from consult.deid.rows import Find, words
from consult.deid.rules.capitals import Run, Word, is_first_name, is_word, trimmed
from consult.deid.rules.cues import AT, AT_PEOPLE, AT_SERVICE, AT_WORK
from consult.deid.rules.organisations import NAMED, REPLACED
from consult.deid.rules.placewords import GENERIC, ORDINARY, TITLES, many

# What stands before "of" in the name of a church, a shelter or a charity, and hardly before anything else.
OF_HEADS = frozenset(
    words(
        "arms haven heart hands path hope bridge arc friends children sisters brothers daughters sons "
        "women mothers voices gift gifts light lights river rivers tree gate gates lady villas manor "
        "shepherd star wings seeds bread table doors garden spirit rock lamb tabernacle cup loaves "
        "journey ark angels warriors house houses place cross blood body keepers knights servants little "
        "mount crown wheel well fountain spring springs village valley island shores shore wind legacy "
        "oasis refuge tents tent door flame lamp power"
    )
)
FOR_HEADS = frozenset(
    words(
        "gateway gateways hope bridge bridges homes path paths pathway pathways hands steps partners "
        "voices camp place wheels room women kids people books home doors roads road journey wings house "
        "alliance justice friends shelter"
    )
)
AT_HEADS = frozenset(
    words(
        "villas manor residences residence gardens oaks pines meadows village terrace estates commons "
        "arbors inn woods towers lofts apartments cottages court courts landing crossing club place"
    )
)
# Of these somebody may have a Denise.
PEOPLE = frozenset(
    words("friends children sisters brothers daughters sons women mothers heart house home hands")
)
HEADS = {
    " of ": OF_HEADS,
    " of the ": OF_HEADS,
    " for ": FOR_HEADS,
    " for the ": FOR_HEADS,
    " to ": FOR_HEADS,
    " to the ": FOR_HEADS,
    " on the ": FOR_HEADS,
    " at ": AT_HEADS,
    " at the ": AT_HEADS,
    " in the ": FOR_HEADS,
}
# Pictures that theories draw.
DRAWN = many(
    """tree of life, wheel of life, river of life, circle of control, house of cards, body of water, light of
    day, place of safety, women of color, people of color, power of now, house of representatives,
    children of divorce, children of the court, voices for change, women for sobriety, road to recovery,
    hands of god"""
)
PAIRING = frozenset((" and ", " & "))
LONGEST = 3


def found(plain: Plain, run: Run, following: Run) -> Iterator[Find]:
    """Two runs with small words between them that make one name."""
    between = plain.text[run.end : following.start]
    if between in PAIRING:
        if paired(run, following):
            yield find(run.words[0].start, following.words[0].end)
        return
    heads = HEADS.get(between)
    if heads is None or run.words[-1].low not in heads:
        return
    first = trimmed(run, len(run.words) - 1)
    name = rest(following)
    if name and believed(plain, run, first, name):
        yield find(run.words[first].start, name[-1].end)


def find(start: int, end: int) -> Find:
    return Find(
        start,
        end,
        "organisation",
        direct=True,
        rule="organisation_joined",
        reason=NAMED,
        replacement=REPLACED["organisation"],
    )


def rest(following: Run) -> list[Word]:
    """The words behind the small ones that belong to the name."""
    name: list[Word] = []
    for word in following.words[:LONGEST]:
        if word.low in TITLES or (name and word.low in ORDINARY):
            break
        name.append(word)
    return name


def believed(plain: Plain, run: Run, first: int, name: list[Word]) -> bool:
    """Neither a term of the field, nor a heading, nor the friends of somebody."""
    start, end = run.words[first].start, name[-1].end
    someone = len(name) == 1 and run.words[-1].low in PEOPLE
    if (someone and is_first_name(name[0].low) and not is_word(name[0].low)) or (
        plain.text[start:end].isupper()
    ):
        return False
    for word in run.words[first:]:
        for last in name:
            said = " ".join(plain.small[word.start : last.end].split())
            if said in lexicon.ALLOWED_PHRASES or said in DRAWN:
                return False
    if (
        run.opens
        and plain.small.startswith(" for ", run.end)
        and not plain.small.startswith(" for the ", run.end)
    ):
        return False
    the = run.before(first).endswith("the ") or (first and run.words[first - 1].low == "the")
    if the and not plain.small.startswith(" of ", run.end):
        return False
    line_ends = plain.text[end : end + 2].lstrip(" :")[:1] in {"", "\n"}
    return not (run.opens and first == 0 and line_ends)


def paired(run: Run, following: Run) -> bool:
    """ "at Loaves and Fishes": two English words, nobody's names, where an organisation would stand."""
    if len(run.words) > 1 or len(following.words) > 1:
        return False
    before = run.before()
    one, other = run.words[0], following.words[0]
    at_it = AT.search(before) and not AT_PEOPLE.search(before)
    if not (at_it or AT_WORK.search(before) or AT_SERVICE.search(before)):
        return False
    return all(
        is_word(it.low)
        and not is_first_name(it.low)
        and it.low not in GENERIC
        and it.low not in ORDINARY
        and it.low not in lexicon.ALLOWED_PHRASES
        and not it.text.isupper()
        for it in (one, other)
    )
