"""What the check knows of this house: its own words, colleagues' names, and the lists of whoever writes."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import partial

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from consult.core import keys
from consult.core.db import Sessions
from consult.core.events import Stream
from consult.core.guard import WHOEVER
from consult.core.tidy import tidy
from consult.deid import Site
from consult.deid.plain import make_plain
from consult.deid.site import nothing
from consult.models.actor import Actor
from consult.models.cases import Case
from consult.models.people import THE_ORGANISATION, Organisation, Person
from consult.models.protection import NeverWord

REMEMBERED = 2000
MOST_NAMES = 20_000
LONGEST_PHRASE = 4
"""Words in a row that the check asks about."""
_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Known:
    """What holds when somebody writes: the words, and whether everything that is found stops them."""

    site: Site
    strict: bool = False
    cases: Mapping[str, int] = field(default_factory=dict)
    """How often the words of each case that was asked for had changed until then, by stream."""


@dataclass(frozen=True, slots=True)
class _House:
    seq: int
    allowed: frozenset[str] = frozenset()
    staff: frozenset[str] = frozenset()
    strict: bool = False


_house = _House(-1)
_never: OrderedDict[str, tuple[int, frozenset[str]]] = OrderedDict()


def stream_of(owner: str) -> str:
    """Where changes of an owner's words are counted. Record one there, and every process reads them anew.

    For the organisation, a colleague's name is one of its words too.
    """
    return "words" if owner == THE_ORGANISATION else f"words:{owner}"


def known(by: Actor, case_id: str = "", *beside: str, session: Session | None = None) -> Known:
    """What the check should know when this person writes (about this case, or in a plan of some cases).

    One small query asks whether anything changed since the last time, so no process is ever behind.
    `beside` are cases of something that this person may see, whether they see them or not. `session` is that
    of a unit, which has asked already who may.
    """
    cases = dict.fromkeys(stream_of(one) for one in (case_id, *beside) if one)
    owners = dict.fromkeys([THE_ORGANISATION, *(one for one in (by.id, case_id, *beside) if one)])
    with nullcontext(session) if session is not None else Sessions() as read:
        seqs = _seqs(read, map(stream_of, owners))
        is_asked = session is None and case_id not in beside and stream_of(case_id) in seqs
        if is_asked and not _may_see(read, by, case_id):
            del owners[case_id]  # who may not see a case does not learn what was taken out of it by guessing
        house = _read_house(read, seqs.get(stream_of(THE_ORGANISATION), 0))
        some = [
            (owner, seqs[stream_of(owner)], _read_never(read, owner, seqs[stream_of(owner)]))
            for owner in owners
            if stream_of(owner) in seqs
        ]
    lists = [digests for _owner, _seq, digests in some if digests]
    version = " ".join([str(house.seq), *(f"{owner}:{seq}" for owner, seq, digests in some if digests)])
    never = partial(_is_listed, lists) if lists else nothing
    site = Site(house.allowed, house.staff, never, version)
    return Known(site, house.strict, {name: seqs.get(name, 0) for name in cases})


def _may_see(session: Session, by: Actor, case_id: str) -> bool:
    return session.connection().execute(_SEEN, {"case_id": case_id, **by.ids}).first() is not None


_SEEN = select(Case.id).where(Case.id == bindparam("case_id"), Case.visible_to(WHOEVER))


def are_as_known(session: Session, cases: Mapping[str, int]) -> bool:
    """Has nothing been struck or marked in these cases since? Asked while the case or its plan is held."""
    if not cases:
        return True
    seqs = _seqs(session, cases)
    return all(seqs.get(name, 0) == seq for name, seq in cases.items())


def _seqs(session: Session, names: Iterable[str]) -> dict[str, int]:
    session.flush()
    rows = session.connection().execute(_SEQS, {"names": list(names)})
    return {name: seq for name, seq in rows}  # noqa: C416 - rows are typed, dict() is not


_SEQS = select(Stream.name, Stream.last_seq).where(Stream.name.in_(bindparam("names", expanding=True)))


def version_now() -> int:
    """A number that rises with every change of the organisation's words."""
    with Sessions() as session:
        name = stream_of(THE_ORGANISATION)
        return session.scalar(select(Stream.last_seq).where(Stream.name == name)) or 0


def phrase(text: str) -> str:
    """Words as the lists hold them and the check asks for them: small letters, one space between."""
    return " ".join(_WORD.findall(make_plain(tidy(text)).text)).lower()


def digest(text: str) -> str:
    """What stands for a phrase on a never-list."""
    return keys.digest("never", phrase(text))


def forget() -> None:
    """Read everything anew next time: another database, in a test."""
    global _house  # noqa: PLW0603 - there is one
    _house = _House(-1)
    _never.clear()


def _is_listed(lists: Iterable[frozenset[str]], asked: str) -> bool:
    found = keys.digest("never", asked)
    return any(found in digests for digests in lists)


def _read_house(session: Session, seq: int) -> _House:
    global _house  # noqa: PLW0603 - there is one
    if _house.seq != seq:
        columns = (Organisation.allowed_words, Organisation.finds_staff, Organisation.is_strict)
        row = session.execute(select(*columns)).first()
        allowed, finds_staff, strict = row or ([], True, False)
        names = session.scalars(select(Person.name).limit(MOST_NAMES)) if finds_staff else ()
        _house = _House(seq, frozenset(map(phrase, allowed)), frozenset(_parts(names)), strict)
    return _house


def _parts(names: Iterable[str]) -> Iterable[str]:
    """The parts of names. A single letter is nobody."""
    for name in names:
        for word in phrase(name).split():
            yield from (part for part in {word, *word.split("-")} if len(part) > 1)


def _read_never(session: Session, owner: str, seq: int) -> frozenset[str]:
    held = _never.get(owner)
    if held is None or held[0] != seq:
        held = seq, frozenset(session.scalars(select(NeverWord.digest).where(NeverWord.owner == owner)))
        _never[owner] = held
        if len(_never) > REMEMBERED:
            _never.popitem(last=False)
    return held[1]
