"""Authors, scales and illnesses that carry the name of a person: "Ellis' model", "Kelly and Johnston"."""

from __future__ import annotations

import re

from consult.deid.lexicon import AUTHORS, Flag
from consult.deid.names.beside import AGED
from consult.deid.names.tokens import ENGLISH, Shape, Token
from consult.deid.rows import words

EPONYMS = frozenset(
    words("addison barrett gilbert huntington reye noonan pick cushing wilson becker paget turner usher")
)
HAVING = frozenset(words("has have had having probable possible likely query"))
SCORED = frozenset(words("at was of came is went dropped score scores fell rose"))
# Written by somebody, or made by somebody: "a book by Golding", "the stages of Worden".
WRITTEN = frozenset(
    words(
        "book books manual chapter paper papers article articles writings work model theory theories "
        "method approach technique techniques protocol scale stages tasks framework concept ideas lens "
        "review style pinch dash touch spirit"
    )
)
READ = frozenset(words("read reads reading reread rereading"))
BY = frozenset(words("by of from"))
# Besides the words of theory in the classes.
TAUGHT = frozenset(
    words(
        "phases phase typology ladder pyramid pillars steps ethics chapter influence sense matrix "
        "manner style invitational"
    )
)
SAID = frozenset(
    words("write writes wrote would describe described describes argue argued call called have showed")
)
PEOPLE = frozenset(("kin", "role", "title"))
MOST_BEFORE = 3
MOST_AROUND = 7
SCORE = re.compile(r" \(?\d")
CLOSING = (")", ",", ";")
NOBODY: frozenset[str] = frozenset()


def is_author(tokens: list[Token], at: int) -> bool:
    """Beside a word of theory or another author, the name is that of a theory; with its 's, an illness."""
    if tokens[at].word not in AUTHORS:
        return is_read(tokens, at) or follows_author(tokens, at)
    alone = by_theory(tokens, at) or is_cited(tokens, at) or is_measured(tokens, at)
    return alone or is_one_of_two(tokens, at)


def is_read(tokens: list[Token], at: int) -> bool:
    """ "I read Hollis on midlife", "she reads Nouwen and Rohr", but not "I read Danny a story"."""
    token, read = tokens[at], tokens[at - 1] if at else None
    if read is None or token.begins or token.possessive or token.between != " " or not token.capital:
        return False
    if read.word == "and" and at > 1 and tokens[at - 1].between == " ":
        return tokens[at - 2].capital and is_read(tokens, at - 2)
    if read.word not in READ or at + 1 == len(tokens):
        return False
    following = tokens[at + 1]
    if following.word == "and" and at + MOST_BEFORE < len(tokens) and tokens[at + 2].capital:
        following = tokens[at + 3]
        return following.begins or not following.classes & {"article", "whose"}
    return following.between == " " and following.word == "on"


def follows_author(tokens: list[Token], at: int) -> bool:
    """A surname that is in no list, beside one that is: "Wilson and Luoma's manner"."""
    token = tokens[at]
    if not token.capital or token.flags & (Flag.FIRST | Flag.USUAL | Flag.WORD):
        return False
    beside = (partner(tokens, at, -1), partner(tokens, at, 1))
    return any(
        other is not None
        and tokens[other].word in AUTHORS
        and (by_theory(tokens, other) or by_theory(tokens, at))
        for other in beside
    )


def by_theory(tokens: list[Token], at: int) -> bool:
    """A word of theory behind, or one that says that somebody is read before: "per Adler"."""
    token = tokens[at]
    behind = [other for other in tokens[at + 1 : at + 3] if not other.begins]
    after = {name for other in behind for name in other.classes}
    taught = any(other.word in TAUGHT for other in behind)
    near = tokens[max(0, at - MOST_BEFORE) : at] if not token.begins else []
    before = near[-1].classes if near else NOBODY
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    scored = "whose" in before and following is not None and following.word in SCORED
    owned = token.possessive and not after & {"kin", "role", "household"}
    ill = token.word in EPONYMS and (owned or bool(near and near[-1].word in HAVING))
    written = bool(near) and near[-1].word in BY and any(other.word in WRITTEN for other in near[:-1])
    return (
        scored
        or ill
        or written
        or taught
        or owns_concept(tokens, at)
        or "theory" in after
        or "article" in before
        or NOBODY.union(*(other.classes for other in near)) >= {"following"}
    )


def owns_concept(tokens: list[Token], at: int) -> bool:
    """ "Winnicott's Hate in the Countertransference": what is owned is written as a title."""
    token, owned = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else None
    if owned is None or not token.possessive or owned.begins or owned.shape is not Shape.CAPITAL:
        return False
    person = owned.classes & {"kin", "role", "household", "title", "months"}
    return bool(owned.flags & ENGLISH) and not owned.allowed and not person


def is_cited(tokens: list[Token], at: int) -> bool:
    """ "(Klein)", "(Marlatt and Gordon)", "(Worden, briefly)", but not "her teacher (Klein)"."""
    first, last = at, at
    if partner(tokens, at, -1) is not None:
        first = at - 2 if tokens[at - 1].word == "and" else at - 1
    if partner(tokens, at, 1) is not None:
        last = at + 2 if tokens[at + 1].word == "and" else at + 1
    following = tokens[last + 1] if last + 1 < len(tokens) else None
    if tokens[first].between != " (" or following is None or not following.between.startswith(CLOSING):
        return False
    return first == 0 or not tokens[first - 1].classes & PEOPLE or following.between[0] == ")"


def is_measured(tokens: list[Token], at: int) -> bool:
    """Among scores, one more: "SLUMS 18. Katz 4 of 6."."""
    around = range(max(0, at - MOST_AROUND), min(at + MOST_AROUND, len(tokens)))
    scales = sum(it != at and is_scale(tokens[it]) and has_score(tokens, it) for it in around)
    listed = tokens[at].between in (", ", "; ") and scales > 1
    return listed or (has_score(tokens, at) and scales > 0)


def is_scale(token: Token) -> bool:
    """Known by itself, so that children and their ages are no scores: "Ellis 4, Hayes 6"."""
    return token.word not in AUTHORS and bool(token.allowed or token.shape is Shape.CAPITALS)


def has_score(tokens: list[Token], at: int) -> bool:
    """ "Katz 4", "SLUMS 18": a scale, and a number right behind it."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None or not tokens[at].capital:
        return False
    later = tokens[at + 2] if at + 2 < len(tokens) else None
    told = following.word in SCORED and later is not None and SCORE.match(later.between)
    return bool(told or SCORE.match(following.between))


def is_one_of_two(tokens: list[Token], at: int) -> bool:
    """ "Kelly and Johnston wrote": beside somebody who is known for nothing else, or where two are quoted."""
    for side in (-1, 1):
        other = partner(tokens, at, side)
        if other is None:
            continue
        behind = max(at, other) + 1
        quoted = behind < len(tokens) and not tokens[behind].begins and tokens[behind].word in SAID
        if is_known(tokens[other]) or (quoted and tokens[other].word in AUTHORS):
            return True
        if by_theory(tokens, other):
            return True
    return False


def partner(tokens: list[Token], at: int, side: int) -> int | None:
    """The other one of "Kelly and Johnston", before or behind; an author too."""
    joint = at if side < 0 else at + 1
    if not 0 < joint < len(tokens):
        return None
    other = at + side
    if tokens[joint].between == " " and tokens[other].word == "and" and 0 <= other + side < len(tokens):
        other += side
        if tokens[max(at, other)].between != " ":
            return None
    elif tokens[joint].between not in (" & ", "/"):
        return None
    found = tokens[other]
    return other if found.capital and (found.word in AUTHORS or is_known(found)) else None


def is_known(token: Token) -> bool:
    """A term of the field that is no word: somebody who is known for a theory and nothing else."""
    surname = bool(token.flags & Flag.LAST) or not token.flags
    return token.allowed == 1 and token.shape is Shape.CAPITAL and surname and not token.flags & ENGLISH


def is_meant(tokens: list[Token], at: int) -> bool:
    """A term that is a surname too, where a person is meant: "Client: Bandura, 14, left", "Bandura rang"."""
    token, following = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else None
    name = token.flags & (Flag.FIRST | Flag.LAST) and not token.flags & (ENGLISH | Flag.PROPER)
    if following is None or not name or token.classes or token.allowed > 1:
        return False
    labelled = bool(at) and token.between.startswith(":") and "label" in tokens[at - 1].classes
    aged = labelled and AGED.match(following.between)
    told = following.between == " " and following.word in TOLD
    return token.shape is Shape.CAPITAL and bool(aged or told)


TOLD = frozenset(words("told asked texted cried rang shrugged hugged"))
