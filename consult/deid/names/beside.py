"""What stands left and right of a word: the classes of its neighbours, and a few marks of punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from consult.deid.lexicon import Flag
from consult.deid.names.tokens import Shape, Token
from consult.deid.rows import words

ABBREVIATED = frozenset(
    ("mr", "mrs", "ms", "mx", "dr", "prof", "rev", "fr", "sr", "sgt", "det", "lt", "capt")
)
ABBREVIATED |= {"mister", "missus", "khanom", "khanum", "agha"}
ABBREVIATED |= {"capt", "cpl", "hon", "sra", "srta", "hr", "fru", "mme", "mlle"}
JOINING = frozenset((" ", ' "', ' ("', ', "', " (", "/", "/ "))
"""Between a word and the one before, so that the one before says what it is."""
CALLED = frozenset(("name", "names", "name's", "nickname", "surname"))
AGED = re.compile(r"(?:, | \()\d{1,3}(?![\d:/%-])")
YEARS_OLD = re.compile(r" \d{1,2}(?:,? |yo )")
NUMBERED = re.compile(r" \d{1,3}(?![\d:/%-])")
PEOPLE = frozenset(("kin", "role"))
MOST_BEFORE = 3


def beside(tokens: list[Token], at: int) -> tuple[set[str], set[str]]:
    """What stands left and right of a word: classes of its neighbours, and marks."""
    return set(left_of(tokens, at)), set(right_of(tokens, at))


def left_of(tokens: list[Token], at: int) -> Iterator[str]:
    token = tokens[at]
    if token.begins:
        yield "begins"
    if not at:
        return
    last = tokens[at - 1]
    before = tokens[at - 2] if at > 1 else None
    if "filler" in last.classes and before is not None and token.between in FILLED and last.between in FILLED:
        last, before = before, tokens[at - 3] if at > MOST_NEAR else None
        yield from ("kin,",) if last.word == "one" else ()
    yield from marks_left(token, last, before)
    if token.between in JOINING:
        yield from named_kin(tokens, at)
    if token.between in JOINING and not last.possessive:
        yield from last.classes if last.end - last.start > 1 or last.word == "w" else ()
        yield from belonging(last, before)


FILLED = frozenset((" ", ", "))
MOST_NEAR = 2


def marks_left(token: Token, last: Token, before: Token | None) -> Iterator[str]:
    between = token.between
    if between.strip(" ")[:1] in CLAUSES:
        yield "clause"
    if token.shape is Shape.SMALL and between.strip() in TYPED:
        yield "to"
    if not token.begins and ("article" not in last.classes or between != " "):
        yield "mid"
    if token.shape is Shape.SMALL:
        yield from loosely_left(token, last, before)
    lettered = before is not None and "lettered" in before.classes
    if last.shape is Shape.INITIALS and between in (" ", ". ") and not lettered:
        yield "initial"
    if between == ", " and ("kin" in last.classes or last.word == "one"):
        yield "kin,"
    if between.startswith(":") and "label" in last.classes and "\n" not in between:
        yield "label:"
    titled = last.word in ABBREVIATED or (between == " " and token.capital and not last.possessive)
    if "title" in last.classes and between in (" ", ". ") and titled:
        yield "title."
        yield from ("titled",) if last.word in ABBREVIATED else ()
    if between == " (" and last.classes & PEOPLE and not last.possessive:
        yield "kin ("


def loosely_left(token: Token, last: Token, before: Token | None) -> Iterator[str]:
    """What only stands before a person, in small letters: "me and danny", "action danny to ring"."""
    if token.between != " ":
        return
    if not last.classes & {"article", "whose"} and not last.possessive:
        yield "bare"
    if last.word in SISTERS:
        yield "sister"
    if last.word in ("and", "n") and before is not None and before.word == "me":
        yield "me and"
    if last.word in ("action", "actions", "plan", "need", "needs", "get", "ask", "want"):
        yield "action"
    if last.word in ("without", "w/o") or (last.word == "o" and before is not None and before.word == "w"):
        yield "without"
    if last.word in TASKS:
        yield "task"
    if last.word in ("put", "add", "get", "sign", "move", "squeeze", "fit"):
        yield "put"


TASKS = frozenset(
    words("book rebook cover covering assign interview transport discharge visit saw seen pls plz")
)
SISTERS = frozenset(("sister", "brother", "comadre", "compadre", "kumare", "kumpare", "madrina", "padrino"))
CLAUSES = frozenset((",", ";", "-", "(", "/", "&"))
TYPED = frozenset(("2", "4", "@"))
"""To, for and at, as they are typed in chats."""


def named_kin(tokens: list[Token], at: int) -> Iterator[str]:
    """ "her bf named smoke", "a kid called bear"; but "her mom called crisis"."""
    last, before = tokens[at - 1], tokens[at - 2] if at > 1 else None
    if "named" not in last.classes or before is None or not before.classes & PEOPLE:
        return
    if last.word != "called" or (at > MOST_NEAR and tokens[at - 3].word in ("a", "an", "some")):
        yield "kin named"


def belonging(last: Token, before: Token | None) -> Iterator[str]:
    """ "her son", "his name is"."""
    if before is None:
        return
    if last.classes & {"kin", "role"} and not last.begins and "whose" in before.classes:
        yield "whose kin"
    if last.word == "law" and before.word == "in":
        yield from ("kin", "whose kin")
    if last.word in IS and before.word in CALLED:
        yield "named"
        yield "name is"
    if last.word == "name" and (before.possessive or "whose" in before.classes):
        yield "named"
        yield "name is"
    if last.word in YOU and before.word in GIVEN_TO:
        yield from ("to", "told", "greets")
    if last.word == "is" and before.classes & PEOPLE:
        yield "kin is"
    if last.word in ("name", "still", "now") and before.word in NAME_OF:
        yield "named"


YOU = frozenset(("u", "you", "ya"))
GIVEN_TO = frozenset(("thank", "thanks", "bless", "love", "miss"))
IS = frozenset(("is", "was", "its", "it's", "being", "like"))
NAME_OF = frozenset(("real", "legal", "full", "given", "birth", "maiden", "first", "last", "proper", "name"))


def right_of(tokens: list[Token], at: int) -> Iterator[str]:
    token = tokens[at]
    if token.possessive:
        yield "owns"
    if at + 1 == len(tokens):
        yield "ends"
        return
    following = tokens[at + 1]
    yield from marks_right(following.between)
    if token.possessive and following.between == " " and following.classes & PEOPLE:
        yield "owns kin"
    yield from explained(tokens, at)
    behind = tokens[at + 2] if at + 2 < len(tokens) else None
    if following.between == ", " and "whose" in following.classes and behind and behind.classes & PEOPLE:
        yield "apposed"
    if said_again(following, behind):
        yield "pronoun"
        yield from ("pronoun,",) if following.between == ", " else ()
    if following.begins:
        yield "ends"
    elif following.between == " ":
        yield from loosely_right(tokens, at)
        yield from following.classes
        yield from verb_marks(following)
        yield from marks_of(following, behind)


def loosely_right(tokens: list[Token], at: int) -> Iterator[str]:
    """What only stands behind a person: "danny and i", "danny and her boys", "danny to ring the head"."""
    following = tokens[at + 1]
    if following.flags & Flag.EVERYDAY and following.word.endswith("ed") and not following.capital:
        yield "past"
    behind = tokens[at + 2] if at + MOST_NEAR < len(tokens) else None
    if behind is None or behind.between != " ":
        return
    if following.word in ("and", "n"):
        third = tokens[at + MOST_BEFORE] if at + MOST_BEFORE < len(tokens) else None
        if behind.word == "i":
            yield "and i"
        if (
            behind.word in ("her", "his")
            and third
            and third.classes & {"kin", "household"}
            and third.between == " "
        ):
            yield "and kin"
    if following.word == "to" and behind.word in TO_DO:
        yield "to do"
    if following.word in ("on", "onto", "to") and behind.word in ("the", "ur", "my", "our", "next"):
        yield "onto"


TO_DO = frozenset(
    words(
        "ring call chase email phone text follow send check write book contact arrange refer speak meet "
        "bring ask talk visit confirm update complete draft schedule fax get find let do drop liaise discuss"
    )
)


def verb_marks(following: Token) -> Iterator[str]:
    """Does the next word look like a verb, or like a name?"""
    if following.capital:
        yield "name"
    elif following.flags & Flag.EVERYDAY and following.word.endswith(("ed", "s")):
        yield "verbish"
        if len(following.word) >= LEAST_VERB and following.word.endswith("ed"):
            yield "verbed"
    elif following.flags & Flag.EVERYDAY and following.word.endswith("ing"):
        yield "verbing"


def explained(tokens: list[Token], at: int) -> Iterator[str]:
    """What says at once who it is: "grace (mom)", "grace is my client", "grace, the aunt, said"."""
    following, behind = tokens[at + 1], tokens[at + 2] if at + 2 < len(tokens) else None
    if following.between == " (":
        first = (
            behind if behind and following.classes & {"whose", "article"} and not behind.begins else following
        )
        if first.classes & PEOPLE and not first.capital:
            yield "paren kin"
    elif following.between == ", " and following.classes & {"tells", "be"}:
        yield "comma tells"
    elif (
        following.between == ", "
        and following.word in ("a", "an", "the")
        and is_person(tokens, at + MOST_NEAR)
    ):
        yield "apposed a"
    elif following.between == " " and following.word in ("is", "was", "turned") and behind is not None:
        third = tokens[at + 3] if at + MOST_BEFORE < len(tokens) else None
        whose = "whose" in behind.classes and behind.word not in ("the", "this", "that")
        if behind.between != " " and YEARS_OLD.match(behind.between):
            yield "is aged"
        if whose and third and third.classes & PEOPLE and third.between == behind.between == " ":
            yield "is kin"


def is_person(tokens: list[Token], at: int) -> bool:
    """Do words for a person stand here: "horse girl", "client"?"""
    for token in tokens[at : at + MOST_NEAR]:
        if token.between != " " or token.capital:
            return False
        if token.classes & PEOPLE:
            return True
    return False


def marks_of(following: Token, behind: Token | None) -> Iterator[str]:
    """What the next word is by itself: a part of a name in small letters, "something" that was forgotten."""
    ended = behind is None or behind.begins or behind.between != " "
    if following.shape is not Shape.SMALL:
        return
    if following.word in FORGOTTEN and ended:
        yield "forgotten"
    named = following.flags & (Flag.FIRST | Flag.LAST) or (
        not following.flags and following.end - following.start >= LEAST_NAME
    )
    if named and not following.flags & ENGLISH and not following.allowed:
        yield "small name"
    if following.end - following.start == 1 and behind is not None and behind.between.startswith("."):
        yield "small initial"


def said_again(following: Token, behind: Token | None) -> bool:
    """Does "he" or "she" follow, alone or behind a "while"?"""
    if following.between not in SPACED or following.shape is not Shape.SMALL:
        return False
    if "pronoun" in following.classes:
        return True
    joined = behind is not None and behind.between == " " and "while" in following.classes
    return joined and behind is not None and "pronoun" in behind.classes and not behind.word.startswith("who")


ENGLISH = Flag.WORD | Flag.KNOWN
LEAST_NAME = 4
LEAST_VERB = 5
FORGOTTEN = frozenset(
    ("something", "smth", "somebody", "whatever", "somethin", "whatshername", "whatshisname")
)
SPACED = frozenset((" ", ", ", " - "))


PUNCTUATION = {",": "comma", "(": "paren", ")": "paren", '"': "quoted"}


def marks_right(between: str) -> Iterator[str]:
    mark = between.strip(" ")[:1]
    if mark in PUNCTUATION and (between[:1] == mark or mark == "("):
        yield PUNCTUATION[mark]
    if AGED.match(between):
        yield "aged"
    if NUMBERED.match(between):
        yield "numbered"
