"""Drafts: what a presenter is still writing. Theirs alone, saved as typed, unchecked until it is shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.core import clock
from consult.core.errors import Clash, NotFound, Stale
from consult.core.ids import new_id
from consult.core.texts import _
from consult.core.unit import Unit, acting, reading
from consult.domain.cases import codenames, waiting
from consult.domain.cases.bodies import Body, in_words, of_version, preset, whole
from consult.domain.cases.waiting import Asked
from consult.models.actor import Actor
from consult.models.askings import What
from consult.models.cases import Case, CaseState, Draft
from consult.policy import can_discard_draft, can_present_somewhere, can_rename_case, can_write_case


@dataclass(frozen=True, slots=True)
class Writing:
    """What the composer shows: the words as typed, and where the case stands."""

    case_id: str
    codename: str
    body: Body
    rev: int = 0
    """0 before the first save."""
    saved_at: dt.datetime | None = None
    version: int = 0
    """The version that colleagues read now; 0 before the first posting."""
    asked: Sequence[Asked] = ()
    """Who was asked before posting, and what they said."""
    consent_given: bool = False
    """Did a facilitator say yes, to these words or to a version that was posted?"""

    @property
    def is_waiting(self) -> bool:
        """Does somebody still have to answer?"""
        return any(one.state == "waits" for one in self.asked)

    @property
    def is_shown(self) -> bool:
        """Does somebody who was asked see it now?"""
        return any(one.state in {"waits", "yes"} for one in self.asked)

    @property
    def is_cleared(self) -> bool:
        """Did all who were asked say yes?"""
        return bool(self.asked) and all(one.state == "yes" for one in self.asked)


def blank(seed: str, **known: Any) -> Writing:
    """An empty composer: nothing is stored yet. The codename is a proposal."""
    return Writing("", codenames.suggest(seed), preset(**known))


def start_draft(
    actor: Actor, *, body: Mapping[str, Any], codename: str = "", client_id: str | None = None
) -> Draft:
    """The first save: from now on there is a case, which only its presenter knows of."""
    with acting(actor, client_id) as unit:
        unit.allow(can_present_somewhere(unit.actor))
        if again := unit.again(Case):
            return _draft_of(unit.session, again.id) or _gone()
        name = codename if codenames.free(unit.session, codename) else _free_name(unit.session)
        case = unit.add(Case(codename=name, presenter_id=actor.id))
        draft = unit.add(Draft(case_id=case.id, body=whole(body), rev=1))
        unit.record("draft.started", on=f"person:{actor.id}", about=case)
    return draft


def save_draft(actor: Actor, case_id: str, *, body: Mapping[str, Any], rev: int) -> Draft:
    """Save what was typed after `rev`. Raises Stale, with both texts, when another device saved in between.

    On a posted case the first save (rev 0) opens a draft of the next version. Changed words were not
    those that somebody was asked about, so the question is void.
    """
    mine = whole(body)
    with acting(actor) as unit:
        case = unit.load(Case, case_id, may=can_write_case)
        draft = _draft_of(unit.session, case_id)
        if draft is not None and draft.body == mine:
            unit.unchanged("the same words")
            return draft
        if draft is None:
            draft = _begin_next(unit, case, mine, rev)
        else:
            if draft.rev != rev:
                raise _stale(mine, draft.body, draft.rev)
            draft.body, draft.rev, draft.saved_at = mine, rev + 1, clock.now()
        waiting.void(unit.session, case_id)
        unit.record("draft.saved", on=f"person:{actor.id}", about=draft)
    return draft


def _begin_next(unit: Unit[Actor], case: Case, mine: Body, rev: int) -> Draft:
    if case.version == 0:
        raise NotFound  # thrown away on another device
    shown = of_version(unit.session, case)
    if rev != 0:
        raise _stale(mine, shown, 0)
    return unit.add(Draft(case_id=case.id, body=mine, rev=1))


def discard_draft(actor: Actor, case_id: str) -> None:
    """Throw the draft away: its words are gone. A posted case stays as colleagues read it."""
    with acting(actor) as unit:
        case = unit.load(Case, case_id, may=can_discard_draft)
        draft = _draft_of(unit.session, case_id)
        if draft is None:
            unit.unchanged("thrown away already")
            return
        unit.session.delete(draft)
        if case.version == 0:
            case.state, case.withdrawn_at = CaseState.WITHDRAWN, clock.now()
            waiting.settle(unit.session, case.id)
        unit.record("draft.discarded", on=f"person:{actor.id}", about=case)


def change_codename(actor: Actor, case_id: str) -> str:
    """Another codename, while the case is not posted."""
    with acting(actor) as unit:
        case = unit.load(Case, case_id, may=can_rename_case)
        case.codename = _free_name(unit.session)
        unit.record("case.renamed", on=f"person:{actor.id}", about=case)
    return case.codename


def writing(actor: Actor, case_id: str) -> Writing:
    """The draft for the composer; on a posted case without one, what colleagues read now."""
    with reading(actor) as read:
        case = read.load(Case, case_id, may=can_write_case)
        draft = _draft_of(read.session, case_id)
        if draft is None and case.version == 0:
            raise NotFound
        return Writing(
            case.id,
            case.codename,
            draft.body if draft else of_version(read.session, case),
            draft.rev if draft else 0,
            draft.saved_at if draft else None,
            case.version,
            waiting.asked(read.session, case) if case.version == 0 else (),
            waiting.is_given(read.session, case, What.CONSENT),
        )


def draft_of(read: Unit[Actor], case_id: str) -> Draft | None:
    """The stored draft of a case, for those actions that show or post it."""
    return _draft_of(read.session, case_id)


def _draft_of(session: Session, case_id: str) -> Draft | None:
    return session.scalars(select(Draft).where(Draft.case_id == case_id)).first()


def _free_name(session: Session) -> str:
    return codenames.next_free(session, new_id())


def _gone() -> Draft:
    raise NotFound


def _stale(mine: Body, theirs: Body, rev: int) -> Stale:
    clashes = [
        Clash(key, "", in_words(key, mine[key]), in_words(key, theirs[key]))
        for key in _differing(mine, theirs)
    ]
    words = _("This draft was saved on another device while you were writing. Both texts are below.")
    return Stale(words, clashes, rev)


def _differing(mine: Body, theirs: Body) -> Iterable[str]:
    return [key for key in mine if key != "kept" and mine[key] != theirs.get(key)]
