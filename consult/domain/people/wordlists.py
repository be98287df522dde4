"""Words of one's own for the check: what is fine here, what must never slip through, whose names are found.

What must never slip through is kept as keyed hashes alone: it is shown as a number and who added it when, and
taken away by typing it again. Nobody but its owner hears of a person's own list, not even how long it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from consult.core import clock
from consult.core.errors import Unreadable
from consult.core.texts import _, ngettext
from consult.core.unit import Unit, acting, reading
from consult.domain import sites
from consult.models.actor import Actor
from consult.models.people import THE_ORGANISATION, Organisation, Person
from consult.models.protection import NeverWord
from consult.policy import can_administer, can_change_self

MOST_ALLOWED = 500
MOST_NEVER = 500
MOST_OF_MINE = 100
LONGEST = 80
SHORTEST = 2
SHOWN = 60


@dataclass(frozen=True, slots=True)
class Added:
    """What somebody put on a list in one go."""

    id: str
    count: int
    at: dt.datetime
    by: str


@dataclass(frozen=True, slots=True)
class Never:
    """A never-list as it may be shown: no word of it."""

    count: int
    most: int
    added: Sequence[Added]


@dataclass(frozen=True, slots=True)
class Words:
    """What the organisation adds to the check."""

    allowed: Sequence[str]
    finds_staff: bool
    is_strict: bool
    never: Never


def words_of_organisation(actor: Actor) -> Words:
    """The organisation's words, for those who look after them."""
    with reading(actor) as read:
        house = read.load(Organisation, THE_ORGANISATION, may=can_administer)
        never = _never(read.session, house.id, MOST_NEVER)
        return Words(house.allowed_words, house.finds_staff, house.is_strict, never)


def my_words(actor: Actor) -> Never:
    """One's own never-list."""
    with reading(actor) as read:
        me = read.load(Person, actor.id or "", may=can_change_self)
        return _never(read.session, me.id, MOST_OF_MINE)


def change_words(actor: Actor, *, allowed: Sequence[str], finds_staff: bool, is_strict: bool) -> None:
    """Change what is fine here, whether colleagues' names are found, and what stops words."""
    wanted = {"allowed_words": list(allowed), "finds_staff": finds_staff, "is_strict": is_strict}
    with acting(actor) as unit:
        house = unit.load(Organisation, THE_ORGANISATION, may=can_administer)
        changed = [field for field, value in wanted.items() if getattr(house, field) != value]
        if not changed:
            unit.unchanged("already so")
            return
        for field in changed:
            setattr(house, field, wanted[field])
        unit.record("words.changed", on=sites.stream_of(house.id), about=house, fields=tuple(changed))


def add_never(actor: Actor, phrases: Iterable[str], *, mine: bool = False) -> int:
    """Put words on the organisation's list, or on one's own; how many of them are new."""
    digests = list(dict.fromkeys(map(_digest, phrases)))
    with acting(actor) as unit:
        owner = _owner(unit, mine=mine)
        rows = select(NeverWord.digest).where(NeverWord.owner == owner.id)
        held = set(unit.session.scalars(rows))
        fresh = [digest for digest in digests if digest not in held]
        most = MOST_OF_MINE if mine else MOST_NEVER
        if len(held) + len(fresh) > most:
            raise Unreadable({"never": _("The list holds {most} at most.").format(most=most)})
        if not fresh:
            unit.unchanged("on the list already")
            return 0
        at = clock.now()
        unit.session.add_all(
            NeverWord(owner=owner.id, digest=digest, by_id=unit.actor.id, at=at) for digest in fresh
        )
        unit.record("words.changed", on=sites.stream_of(owner.id), about=owner, fields=("never",))
    return len(fresh)


def remove_never(actor: Actor, typed: str, *, mine: bool = False) -> None:
    """Take a word off a list, by typing it again."""
    digest = _digest(typed, "removed")
    with acting(actor) as unit:
        owner = _owner(unit, mine=mine)
        query = delete(NeverWord).where(NeverWord.owner == owner.id, NeverWord.digest == digest)
        if not unit.session.execute(query.returning(NeverWord.id)).all():
            raise Unreadable({"removed": _("This is not on the list.")})
        unit.record("words.changed", on=sites.stream_of(owner.id), about=owner, fields=("never",))


def remove_added(actor: Actor, entry_id: str, *, mine: bool = False) -> None:
    """Take away what was put on a list in one go; one of those entries says which."""
    with acting(actor) as unit:
        owner = _owner(unit, mine=mine)
        entry = unit.session.get(NeverWord, entry_id)
        if entry is None or entry.owner != owner.id:
            unit.unchanged("gone already")
            return
        together = NeverWord.owner == owner.id, NeverWord.at == entry.at, NeverWord.by_id == entry.by_id
        unit.session.execute(delete(NeverWord).where(*together))
        unit.record("words.changed", on=sites.stream_of(owner.id), about=owner, fields=("never",))


def note_name(unit: Unit[Actor], person: Person) -> None:
    """Somebody is new or is called otherwise: the check reads colleagues' names anew. After other records."""
    unit.record("words.changed", on=sites.stream_of(THE_ORGANISATION), about=person, fields=("staff",))


def _owner(unit: Unit[Actor], *, mine: bool) -> Person | Organisation:
    if mine:
        return unit.load(Person, unit.actor.id or "", may=can_change_self)
    return unit.load(Organisation, THE_ORGANISATION, may=can_administer)


def _digest(typed: str, field: str = "never") -> str:
    """What stands for typed words. Raises Unreadable for what the check could not look for."""
    phrase = sites.phrase(typed)
    count = len(phrase.split())
    if count > sites.LONGEST_PHRASE or len(phrase) > LONGEST:
        words = _("Write {most} words or fewer on each line.").format(most=sites.LONGEST_PHRASE)
        raise Unreadable({field: words})
    if len(phrase) < SHORTEST:
        text = ngettext("Write {count} letter or more.", "Write {count} letters or more.", SHORTEST)
        raise Unreadable({field: text.format(count=SHORTEST)})
    return sites.digest(phrase)


def _never(session: Session, owner: str, most: int) -> Never:
    mine = NeverWord.owner == owner
    count = session.scalar(select(func.count()).select_from(NeverWord).where(mine)) or 0
    together = (
        select(func.min(NeverWord.id), func.count(), NeverWord.at, Person.name)
        .outerjoin(Person, Person.id == NeverWord.by_id)
        .where(mine)
        .group_by(NeverWord.at, NeverWord.by_id, Person.name)
        .order_by(NeverWord.at.desc())
        .limit(SHOWN)
    )
    added = [Added(id_, some, at, by or "") for id_, some, at, by in session.execute(together)]
    return Never(count, most, added)
