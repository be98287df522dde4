"""Replies: the words that fit, who may say them, changing and undoing them, and who stands in."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from sqlalchemy import Engine, delete, select

from consult.core import clock
from consult.core.db import Sessions
from consult.core.errors import NotFound, Refused, Unreadable
from consult.domain.consultation import watch_outs
from consult.domain.consultation.replies import reply, take_back_reply
from consult.domain.screening import Identifying
from consult.models.groups import Membership, Role
from consult.models.notices import Notice
from consult.models.suggestions import Kind, Reply, ReplyReason, ReplyWord, Suggestion
from tests.domain.test_suggestions import give
from tests.people import FAMILY, INES, JONAH, MEI, NOOR, RUTH, TOMAS, actor
from tests.stories import PHONE, posted

A_DAY = dt.timedelta(hours=24)


def notes(about: Suggestion) -> list[tuple[str, str]]:
    with Sessions() as session:
        query = select(Notice.person_id, Notice.kind).where(Notice.about_id == about.id)
        return sorted((who, kind) for who, kind in session.execute(query))


def test_one_press_is_a_reply_and_its_author_hears_of_it(database: Engine) -> None:
    given = give(posted())
    said = reply(actor(INES), given.id, word=ReplyWord.NOT_NOW, reason=ReplyReason.NOT_SAFE_NOW)
    assert (said.word, said.reason, said.by_id) == ("not_now", "not_safe_now", INES)
    assert (TOMAS, "reply") in notes(given)


@pytest.mark.parametrize(
    ("kind", "word"),
    [(Kind.IDEA, ReplyWord.THANKS), (Kind.QUESTION, ReplyWord.NO), (Kind.STRENGTH, ReplyWord.ACTING_ON_IT)],
)
def test_a_word_that_does_not_fit_the_kind_is_refused(database: Engine, kind: Kind, word: ReplyWord) -> None:
    with pytest.raises(Unreadable):
        reply(actor(INES), give(posted(), kind=kind).id, word=word)


def test_will_try_is_said_by_adopting(database: Engine) -> None:
    with pytest.raises(Unreadable) as problem:
        reply(actor(INES), give(posted()).id, word=ReplyWord.WILL_TRY)
    assert "plan" in problem.value.words


@pytest.mark.parametrize("who", [TOMAS, RUTH, JONAH])
def test_only_the_presenter_replies(database: Engine, who: str) -> None:
    given = give(posted())
    with pytest.raises(Refused):
        reply(actor(who), given.id, word=ReplyWord.NOT_NOW)
    with pytest.raises(NotFound):
        reply(actor(NOOR), given.id, word=ReplyWord.NOT_NOW)


def test_an_answer_is_drawn_and_passes_the_gate(database: Engine) -> None:
    given = give(posted(), kind=Kind.QUESTION)
    with pytest.raises(Unreadable):
        reply(actor(INES), given.id, word=ReplyWord.ANSWERED)
    with pytest.raises(Identifying):
        reply(actor(INES), given.id, word=ReplyWord.ANSWERED, body=f"Ask {PHONE}.")
    said = reply(actor(INES), given.id, word=ReplyWord.ANSWERED, body="The *aunt*, mostly.")
    assert "<em>aunt</em>" in said.html
    assert (TOMAS, "answer") in notes(given)


def test_another_word_takes_the_place_of_the_first_and_is_told_once(database: Engine) -> None:
    given = give(posted())
    first = reply(actor(INES), given.id, word=ReplyWord.NOT_NOW)
    second = reply(actor(INES), given.id, word=ReplyWord.NO)
    assert (second.id, second.word) == (first.id, "no")
    assert notes(given).count((TOMAS, "reply")) == 1


def test_sent_twice_it_is_one_reply(database: Engine) -> None:
    given, once = give(posted()), str(uuid.uuid4())
    ids = {reply(actor(INES), given.id, word=ReplyWord.NO, client_id=once).id for _ in range(3)}
    assert len(ids) == 1


def test_undone_it_waits_again_and_nobody_was_told(database: Engine) -> None:
    given = give(posted())
    reply(actor(INES), given.id, word=ReplyWord.NOT_NOW)
    take_back_reply(actor(INES), given.id)
    take_back_reply(actor(INES), given.id)
    with Sessions() as session:
        assert session.scalars(select(Reply)).all() == []
    assert (TOMAS, "reply") not in notes(given)


def test_a_watch_out_comes_to_the_facilitator_after_a_day(database: Engine) -> None:
    given = give(posted(), kind=Kind.WATCH_OUT)
    with pytest.raises(Refused, match="After a day"):
        reply(actor(JONAH), given.id, word=ReplyWord.ACTING_ON_IT)
    assert watch_outs.pass_on() == 0
    later = clock.now() + A_DAY
    with clock.at(lambda: later):
        assert (watch_outs.pass_on(), watch_outs.pass_on()) == (1, 0)
        assert (JONAH, "watch_out") in notes(given)
        assert reply(actor(JONAH), given.id, word=ReplyWord.ACTING_ON_IT).by_id == JONAH


def test_asking_the_supervisor_tells_those_who_stand_in(database: Engine) -> None:
    given = give(posted(), kind=Kind.WATCH_OUT)
    reply(actor(INES), given.id, word=ReplyWord.ASK_SUPERVISOR)
    assert notes(given) == [(INES, "watch_out"), (JONAH, "watch_out"), (TOMAS, "reply")]
    assert reply(actor(JONAH), given.id, word=ReplyWord.ALREADY_COVERED).by_id == JONAH


def test_without_a_free_facilitator_the_safety_contacts_stand_in(database: Engine) -> None:
    case = posted(JONAH)
    given = give(case, kind=Kind.WATCH_OUT)
    reply(actor(JONAH), given.id, word=ReplyWord.ASK_SUPERVISOR)
    assert (MEI, "watch_out") in notes(given)
    assert reply(actor(MEI), given.id, word=ReplyWord.ACTING_ON_IT).by_id == MEI


def test_nobody_stands_in_for_a_point_of_their_own(database: Engine) -> None:
    given = give(posted(), JONAH, kind=Kind.WATCH_OUT)
    with Sessions() as session:
        facilitators = (Membership.group_id == FAMILY) & (Membership.role == Role.FACILITATOR)
        assert session.scalars(select(Membership.person_id).where(facilitators)).all() == [JONAH]
        session.execute(delete(Notice))
        assert watch_outs.stand_ins(session, session.get_one(Suggestion, given.id).case, JONAH) == [MEI]
    with pytest.raises(Refused):
        reply(actor(JONAH), given.id, word=ReplyWord.ACTING_ON_IT)
